package dev.portcullis.console.workloads;

import static java.util.Objects.requireNonNull;

import dev.portcullis.console.access.User;

/**
 * Asks for a change.
 *
 * @param reason why, 1 to {@link #REASON_LENGTH} characters; goes to the audit log
 */
public record ChangeRequest(WorkloadId id, WorkloadChange change, String reason, User user) {
    public static final int REASON_LENGTH = 500;

    public ChangeRequest {
        requireNonNull(id, "id is null");
        requireNonNull(change, "change is null");
        reason = reason.strip();
        if (reason.isEmpty() || reason.length() > REASON_LENGTH) {
            throw new IllegalArgumentException(
                    "reason must say why, in 1 to %d characters".formatted(REASON_LENGTH));
        }
    }
}
