package dev.portcullis.console.metrics;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/**
 * An attempt nobody was entitled to, as whoever made it reports it.
 *
 * @param at when it began
 * @param target {@code namespace/workload}, perhaps with a port
 * @param code what the client got: {@code 08S01 / 0} from a database driver, {@code HTTP 403}; {@code –} without one
 * @param saw the outcome in words
 * @param stoppedBy who ended it
 */
public record Attempt(Instant at, String target, String code, String saw, StoppedBy stoppedBy) {
    public Attempt {
        requireNonNull(at, "at is null");
        requireNonNull(stoppedBy, "stoppedBy is null");
    }

    /** Who ended an attempt. */
    public enum StoppedBy {
        NETWORK("network"),
        /** It got through, and the server refused it. */
        SERVER("server"),
        /** It succeeded. */
        NOBODY("nobody");

        private final String words;

        StoppedBy(String words) {
            this.words = words;
        }

        /** For the page. */
        public String words() {
            return words;
        }
    }
}
