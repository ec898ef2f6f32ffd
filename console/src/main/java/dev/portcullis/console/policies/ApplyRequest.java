package dev.portcullis.console.policies;

import static java.util.Objects.requireNonNull;

import dev.portcullis.console.access.User;
import dev.portcullis.policy.PolicyId;
import java.util.Map;

/**
 * A wish to make the cluster as a text of policies says, and why.
 *
 * @param basedOn the version each policy had when the text was begun; one that is not named must
 *     not exist
 */
public record ApplyRequest(String yaml, String reason, User user, Map<PolicyId, String> basedOn) {
    public ApplyRequest {
        requireNonNull(yaml, "yaml is null");
        requireNonNull(user, "user is null");
        basedOn = Map.copyOf(basedOn);
        reason = reason.strip();
        if (reason.isEmpty() || reason.length() > ToggleRequest.REASON_LENGTH) {
            throw new IllegalArgumentException(
                    "A reason has 1 to %d characters".formatted(ToggleRequest.REASON_LENGTH));
        }
    }
}
