package dev.portcullis.console.policies;

import static java.util.Objects.requireNonNull;

import dev.portcullis.console.access.User;
import dev.portcullis.policy.PolicyId;
import java.time.Duration;
import java.util.Optional;

/**
 * A wish to move a gate.
 *
 * @param id whose
 * @param on to where
 * @param reason why; never blank
 * @param restoreAfter if it is turned off, when it turns on again by itself
 * @param user who wishes it
 */
public record ToggleRequest(
        PolicyId id, boolean on, String reason, Optional<Duration> restoreAfter, User user) {
    /** How long a reason may be. */
    public static final int REASON_LENGTH = 500;

    public ToggleRequest {
        requireNonNull(id, "id is null");
        requireNonNull(user, "user is null");
        reason = reason.strip();
        if (reason.isEmpty() || reason.length() > REASON_LENGTH) {
            throw new IllegalArgumentException(
                    "A reason has 1 to %d characters".formatted(REASON_LENGTH));
        }
    }
}
