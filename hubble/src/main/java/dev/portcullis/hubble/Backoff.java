package dev.portcullis.hubble;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * Time between attempts: anything between the shortest and a bound that doubles, so that many
 * clients of a server that comes back do not arrive together.
 */
final class Backoff {
    private final Duration shortest;
    private final Duration longest;
    private final RandomGenerator random;
    private int failures;

    Backoff(Duration shortest, Duration longest, RandomGenerator random) {
        this.shortest = shortest;
        this.longest = longest;
        this.random = random;
    }

    /** How long to wait after one more failure. */
    Duration next() {
        long least = shortest.toMillis();
        long bound = Math.min(longest.toMillis(), least << Math.min(failures + 1, 30));
        failures++;
        return Duration.ofMillis(least + random.nextLong(Math.max(1, bound - least + 1)));
    }

    /** An attempt went well. */
    void reset() {
        failures = 0;
    }

    int failures() {
        return failures;
    }
}
