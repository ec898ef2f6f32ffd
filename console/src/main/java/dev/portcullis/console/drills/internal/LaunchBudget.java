package dev.portcullis.console.drills.internal;

import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import java.time.Duration;
import java.util.Optional;

/** How many drills may be launched in an hour, by all together: what is attacked has other work to do. */
final class LaunchBudget {
    private final Bucket bucket;
    private final int perHour;

    private LaunchBudget(Bucket bucket, int perHour) {
        this.bucket = bucket;
        this.perHour = perHour;
    }

    /** @param spent how many were launched in the last hour already, before this console started */
    static LaunchBudget of(int perHour, long spent) {
        var bandwidth =
                Bandwidth.builder()
                        .capacity(perHour)
                        .refillGreedy(perHour, Duration.ofHours(1))
                        .initialTokens(Math.max(0, perHour - spent))
                        .build();
        return new LaunchBudget(Bucket.builder().addLimit(bandwidth).build(), perHour);
    }

    /** Takes one launch; answers why there is none left, or nothing. */
    Optional<String> take() {
        var taken = bucket.tryConsumeAndReturnRemaining(1);
        if (taken.isConsumed()) {
            return Optional.empty();
        }
        var minutes = Math.max(1, Duration.ofNanos(taken.getNanosToWaitForRefill()).toMinutes());
        return Optional.of(
                "%d drills were launched in the last hour; the next one can be in %d min."
                        .formatted(perHour, minutes));
    }

    /** It was not launched after all. */
    void giveBack() {
        bucket.addTokens(1);
    }
}
