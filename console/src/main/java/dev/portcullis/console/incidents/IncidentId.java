package dev.portcullis.console.incidents;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Optional;
import java.util.regex.Pattern;

/** Which incident: they are numbered from 1. */
public record IncidentId(@JsonValue long number) implements Comparable<IncidentId> {
    private static final Pattern SHAPE = Pattern.compile("[1-9][0-9]{0,17}");

    /** @throws IllegalArgumentException if it is less than 1 */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public IncidentId {
        if (number < 1) {
            throw new IllegalArgumentException("incidents are numbered from 1, not " + number);
        }
    }

    /** Reads a number. Empty if it is none. */
    public static Optional<IncidentId> parse(String typed) {
        return SHAPE.matcher(typed).matches()
                ? Optional.of(new IncidentId(Long.parseLong(typed)))
                : Optional.empty();
    }

    @Override
    public int compareTo(IncidentId other) {
        return Long.compare(number, other.number);
    }

    @Override
    public String toString() {
        return "#" + number;
    }
}
