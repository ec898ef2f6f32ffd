package dev.portcullis.console.incidents;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Why attempts were denied, and on whose side. */
public enum DenialReason {
    NO_RULE_AT_TARGET("No rule at the target allows it"),
    NO_RULE_AT_SOURCE("No rule lets the source send it"),
    DENY_RULE_AT_TARGET("A deny rule at the target forbids it"),
    DENY_RULE_AT_SOURCE("A deny rule at the source forbids it"),
    AUTHENTICATION("The policy asks for authentication"),
    HTTP_FORBIDDEN("The HTTP rules answered 403");

    private final String sentence;

    DenialReason(String sentence) {
        this.sentence = sentence;
    }

    /** For the page, without a full stop. */
    public String sentence() {
        return sentence;
    }

    /** The word in JSON and in metrics. */
    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    @JsonCreator
    static DenialReason of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
}
