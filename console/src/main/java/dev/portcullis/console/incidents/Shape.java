package dev.portcullis.console.incidents;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What attempts look like together. */
public enum Shape {
    /** One source tried at least 5 ports of one target within a minute. */
    PORT_SCAN("Port scan"),
    /** One source tried at least 5 targets within a minute. */
    SWEEP("Sweep"),
    /** One source made at least 30 attempts within 10 seconds. */
    BURST("Burst");

    private final String words;

    Shape(String words) {
        this.words = words;
    }

    /** For the page. */
    public String words() {
        return words;
    }

    /** The word in JSON. */
    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    @JsonCreator
    static Shape of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
}
