package dev.portcullis.console.drills;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How far a drill has come. It only ever goes forward; each of the three ends leads to {@link #CLEANED}. */
public enum DrillState {
    /** Written to the audit log; the attacker is not there yet. */
    PLANNED,
    /** The attacker's pod runs. */
    RUNNING,
    BLOCKED,
    EXPOSED,
    INCONCLUSIVE,
    /** Nothing of it is left in the cluster. */
    CLEANED;

    /** The word in JSON. */
    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    @JsonCreator
    static DrillState of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }

    /** Whether the attack itself is over. */
    public boolean isOver() {
        return this != PLANNED && this != RUNNING;
    }
}
