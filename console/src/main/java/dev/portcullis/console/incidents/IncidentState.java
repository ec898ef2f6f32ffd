package dev.portcullis.console.incidents;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Whether somebody looks after an incident. */
public enum IncidentState {
    /** Nobody has taken it. */
    OPEN,
    /** Somebody has taken it; further attempts only count. */
    ACKNOWLEDGED,
    /** It is over; a further attempt opens it again. */
    CLOSED;

    /** The word in JSON and in addresses. */
    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    @JsonCreator
    static IncidentState of(String word) {
        return parse(word).orElseThrow(() -> new IllegalArgumentException("no state " + word));
    }

    /** The state of that word; empty if there is none. */
    public static Optional<IncidentState> parse(String word) {
        return Arrays.stream(values()).filter(state -> state.word().equals(word)).findFirst();
    }
}
