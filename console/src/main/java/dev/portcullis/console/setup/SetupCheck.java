package dev.portcullis.console.setup;

import static java.util.Objects.requireNonNull;

/**
 * One thing the console depends on, as it was found.
 *
 * @param id a short name for URLs and scripts, as {@code relay}
 * @param title what was looked at, in words
 * @param finding what was found
 */
public record SetupCheck(String id, String title, Finding finding) {
    public SetupCheck {
        requireNonNull(id, "id is null");
        requireNonNull(title, "title is null");
        requireNonNull(finding, "finding is null");
    }

    /** What was found. */
    public sealed interface Finding {
        /** What was seen, in a sentence. */
        String seen();

        /** As it should be. */
        record Sound(String seen) implements Finding {}

        /**
         * Something is wrong or missing.
         *
         * @param mend what to do about it, in a sentence
         * @param command a command that does it or looks closer; may be empty
         */
        record Wanting(String seen, String mend, String command) implements Finding {}

        /** It could not be looked at; {@code seen} says why, {@code next} what would allow it. */
        record Unchecked(String seen, String next) implements Finding {}
    }
}
