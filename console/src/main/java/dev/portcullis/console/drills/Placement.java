package dev.portcullis.console.drills;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Optional;

/** Where an attacker stands. */
public enum Placement {
    /** In the namespace of the drills. */
    OUTSIDE("outside", "From the drills' own namespace"),
    /** In the guarded namespace, as a pod nobody knows. */
    INSIDE("inside", "From inside the guarded namespace"),
    /** Beside a workload whose labels it wears; it is never Ready, so no Service sends it traffic. */
    TWIN("twin", "As a twin that is never Ready");

    private final String word;
    private final String title;

    Placement(String word, String title) {
        this.word = word;
        this.title = title;
    }

    /** The word in JSON. */
    @JsonValue
    public String word() {
        return word;
    }

    public String title() {
        return title;
    }

    /** The placement of that word; empty if there is none. */
    public static Optional<Placement> parse(String word) {
        return Arrays.stream(values()).filter(each -> each.word.equals(word)).findFirst();
    }

    @JsonCreator
    static Placement of(String word) {
        return parse(word).orElseThrow(() -> new IllegalArgumentException("no placement " + word));
    }
}
