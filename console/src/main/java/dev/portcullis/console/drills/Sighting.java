package dev.portcullis.console.drills;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What the network reported of one attempt. */
public enum Sighting {
    ALLOWED,
    DENIED,
    /** It reported nothing: never to be read as denied. */
    NOT_OBSERVED;

    /** The word in JSON and on the page. */
    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    @JsonCreator
    static Sighting of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT).replace(' ', '_'));
    }
}
