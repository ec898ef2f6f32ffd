package dev.portcullis.console.questions;

import dev.portcullis.console.history.History;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Which recorded traffic a preview replays. */
public sealed interface Replay {
    Replay NEWEST = new Newest();

    /** The newest flows, as the console holds them one by one. */
    record Newest() implements Replay {}

    /**
     * The minutes of a span, which are kept as counts by edge: a pod stands for each workload.
     *
     * @param until when it ends; the last whole minute if empty
     */
    record Past(Duration length, Optional<Instant> until) implements Replay {
        public static final Duration SHORTEST = Duration.ofMinutes(1);

        public Past {
            if (length.compareTo(SHORTEST) < 0 || length.compareTo(History.RETENTION) > 0) {
                throw new IllegalArgumentException(
                        "A replay lasts from a minute to %d days, not %s"
                                .formatted(History.RETENTION.toDays(), length));
            }
        }
    }

    /** The last minutes, hours or days. */
    static Replay last(Duration length) {
        return new Past(length, Optional.empty());
    }
}
