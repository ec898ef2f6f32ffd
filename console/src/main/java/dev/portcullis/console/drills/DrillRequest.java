package dev.portcullis.console.drills;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.stream.Collectors;

/**
 * What somebody wants to launch. Target, image and command cannot be chosen.
 *
 * @param plan what is tried
 * @param attempts how many times
 * @param interval from the start of one attempt to the start of the next
 * @param placement where the attacker stands, one of the plan's
 */
public record DrillRequest(DrillPlan plan, int attempts, Duration interval, Placement placement) {
    public static final int DEFAULT_ATTEMPTS = 10;
    public static final int MOST_ATTEMPTS = 60;
    public static final Duration DEFAULT_INTERVAL = Duration.ofMillis(500);

    /** @throws IllegalArgumentException if a value is out of its range, with a sentence that says which */
    public DrillRequest {
        requireNonNull(plan, "plan is null");
        if (attempts < 1 || attempts > MOST_ATTEMPTS) {
            throw new IllegalArgumentException(
                    "attempts must be from 1 to " + MOST_ATTEMPTS + ", not " + attempts);
        }
        if (interval.isNegative() || interval.compareTo(Duration.ofSeconds(10)) > 0) {
            throw new IllegalArgumentException("interval must be at most 10 s");
        }
        if (!plan.placements().contains(placement)) {
            throw new IllegalArgumentException(
                    "%s can be placed %s, not %s"
                            .formatted(
                                    plan.planName(),
                                    plan.placements().stream()
                                            .map(Placement::word)
                                            .collect(Collectors.joining(" or ")),
                                    placement.word()));
        }
    }

    /** From the plan's usual place. */
    public DrillRequest(DrillPlan plan, int attempts, Duration interval) {
        this(plan, attempts, interval, plan.placements().getFirst());
    }

    /** From the plan's usual place, with the usual interval. */
    public DrillRequest(DrillPlan plan, int attempts) {
        this(plan, attempts, DEFAULT_INTERVAL);
    }
}
