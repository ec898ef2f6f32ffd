package dev.portcullis.console.audit;

import static java.util.Objects.requireNonNull;

import dev.portcullis.console.access.User;

/**
 * Something that is about to be done.
 *
 * @param actor who does it
 * @param action one dotted word for what is done, such as {@code policy.off} or {@code drill.start}
 * @param object what it is done to, such as {@code CiliumNetworkPolicy users/mysql-ingress}
 * @param reason why, in the actor's words; may be empty
 * @param detail what else a reader needs, in a sentence; may be empty. Never a secret or a payload
 */
public record AuditEvent(User actor, String action, String object, String reason, String detail) {
    public AuditEvent {
        requireNonNull(actor, "actor is null");
        requireNonNull(action, "action is null");
        requireNonNull(object, "object is null");
        requireNonNull(reason, "reason is null");
        requireNonNull(detail, "detail is null");
    }

    /** An event that needs no further words. */
    public AuditEvent(User actor, String action, String object, String reason) {
        this(actor, action, object, reason, "");
    }
}
