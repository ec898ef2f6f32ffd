package dev.portcullis.console.drills;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * What somebody wants to launch. Target, image and command cannot be chosen.
 *
 * @param plan what is tried
 * @param attempts how many times
 * @param interval from the start of one attempt to the start of the next
 */
public record DrillRequest(DrillPlan plan, int attempts, Duration interval) {
    public static final int DEFAULT_ATTEMPTS = 10;
    public static final int MOST_ATTEMPTS = 60;
    public static final Duration DEFAULT_INTERVAL = Duration.ofMillis(500);

    /** @throws IllegalArgumentException if the number of attempts is not from 1 to 60 */
    public DrillRequest {
        requireNonNull(plan, "plan is null");
        if (attempts < 1 || attempts > MOST_ATTEMPTS) {
            throw new IllegalArgumentException(
                    "attempts must be from 1 to " + MOST_ATTEMPTS + ", not " + attempts);
        }
        if (interval.isNegative() || interval.compareTo(Duration.ofSeconds(10)) > 0) {
            throw new IllegalArgumentException("interval must be at most 10 s");
        }
    }

    /** With the usual interval. */
    public DrillRequest(DrillPlan plan, int attempts) {
        this(plan, attempts, DEFAULT_INTERVAL);
    }
}
