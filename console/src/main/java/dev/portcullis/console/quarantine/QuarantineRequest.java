package dev.portcullis.console.quarantine;

import static java.util.Objects.requireNonNull;

import dev.portcullis.console.access.User;
import java.time.Duration;
import java.util.OptionalLong;

/**
 * A wish to cut pods off.
 *
 * @param reason why; never blank
 * @param time after which they are released by themselves
 * @param confirmsGuarded whether it may hit a guarded workload
 * @param incident the number of the incident that is the cause, if one is
 */
public record QuarantineRequest(
        QuarantineSubject subject,
        String reason,
        Duration time,
        boolean confirmsGuarded,
        OptionalLong incident,
        User user) {
    /** How long a reason may be. */
    public static final int REASON_LENGTH = 500;

    public static final Duration SHORTEST = Duration.ofSeconds(10);
    public static final Duration LONGEST = Duration.ofHours(24);

    public QuarantineRequest {
        requireNonNull(subject, "subject is null");
        requireNonNull(user, "user is null");
        reason = reason.strip();
        if (reason.isEmpty() || reason.length() > REASON_LENGTH) {
            throw new IllegalArgumentException(
                    "A reason has 1 to %d characters".formatted(REASON_LENGTH));
        }
        if (time.compareTo(SHORTEST) < 0 || time.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("A quarantine lasts 10 seconds to 24 hours");
        }
        if (incident.isPresent() && incident.getAsLong() < 1) {
            throw new IllegalArgumentException("Incidents are numbered from 1");
        }
    }
}
