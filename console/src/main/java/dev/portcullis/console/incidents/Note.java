package dev.portcullis.console.incidents;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.util.Locale;

/**
 * A line of an incident's thread.
 *
 * @param by who; {@code portcullis} for the console itself
 * @param text in their words; may be empty where the kind says it all
 */
public record Note(Instant at, String by, Kind kind, String text) {
    /** What happened. */
    public enum Kind {
        OPENED,
        REOPENED,
        ACKNOWLEDGED,
        CLOSED,
        COMMENT;

        /** The word in JSON. */
        @JsonValue
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        @JsonCreator
        static Kind of(String word) {
            return valueOf(word.toUpperCase(Locale.ROOT));
        }
    }

    public Note {
        requireNonNull(at, "at is null");
        requireNonNull(by, "by is null");
        requireNonNull(kind, "kind is null");
        requireNonNull(text, "text is null");
    }
}
