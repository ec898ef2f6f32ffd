package dev.portcullis.console.timeline;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What sort of thing happened. */
public enum TimelineKind {
    POLICY("Policies", "policies"),
    DRILL("Drills", "drills"),
    FIRST_DROP("First drops", "denied"),
    INCIDENT("Incidents", "incidents"),
    QUARANTINE("Quarantine", "gate-closed"),
    ROLLOUT("Rollouts", "workloads"),
    SIGN_IN("Sign-ins", "lock"),
    /** Anything else that the audit log has. */
    OTHER("Other changes", "edit");

    private final String words;
    private final String glyph;

    TimelineKind(String words, String glyph) {
        this.words = words;
        this.glyph = glyph;
    }

    /** For the page. */
    public String words() {
        return words;
    }

    /** The name of its drawing. */
    public String glyph() {
        return glyph;
    }

    /** The word in JSON and in addresses. */
    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The kind of that word; empty if there is none. */
    public static Optional<TimelineKind> parse(String word) {
        return Arrays.stream(values()).filter(kind -> kind.word().equals(word)).findFirst();
    }
}
