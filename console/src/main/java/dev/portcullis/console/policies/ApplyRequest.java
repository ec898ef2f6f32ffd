package dev.portcullis.console.policies;

import static java.util.Objects.requireNonNull;

import dev.portcullis.console.access.User;

/** A wish to make the cluster as a text of policies says, and why. */
public record ApplyRequest(String yaml, String reason, User user) {
    public ApplyRequest {
        requireNonNull(yaml, "yaml is null");
        requireNonNull(user, "user is null");
        reason = reason.strip();
        if (reason.isEmpty() || reason.length() > ToggleRequest.REASON_LENGTH) {
            throw new IllegalArgumentException(
                    "A reason has 1 to %d characters".formatted(ToggleRequest.REASON_LENGTH));
        }
    }
}
