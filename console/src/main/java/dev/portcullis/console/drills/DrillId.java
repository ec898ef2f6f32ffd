package dev.portcullis.console.drills;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/** Which drill. It is a label on everything the drill makes, so that all evidence can be found by it. */
public record DrillId(String text) {
    private static final Pattern SHAPE = Pattern.compile("[0-9a-z]{8}");

    /** @throws IllegalArgumentException if it is not eight digits and small letters */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public DrillId {
        if (!SHAPE.matcher(text).matches()) {
            throw new IllegalArgumentException("not a drill's id");
        }
    }

    /** A new id. */
    public static DrillId next(RandomGenerator random) {
        var letters = "23456789abcdefghjkmnpqrstvwxyz";
        var id = new StringBuilder();
        while (id.length() < 8) {
            id.append(letters.charAt(random.nextInt(letters.length())));
        }
        return new DrillId(id.toString());
    }

    /** Reads an id. Empty if it is not one. */
    public static Optional<DrillId> parse(String typed) {
        return SHAPE.matcher(typed).matches() ? Optional.of(new DrillId(typed)) : Optional.empty();
    }

    /** The name of its Job. */
    public String jobName() {
        return "drill-" + text;
    }

    @JsonValue
    @Override
    public String toString() {
        return text;
    }
}
