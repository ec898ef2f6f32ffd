package dev.portcullis.policy.check;

import static java.util.Objects.requireNonNull;

import dev.portcullis.policy.PolicyId;

/**
 * Something about a policy that deserves a look.
 *
 * @param check which check found it, such as {@code selects-nothing}
 * @param path where in the policy, such as {@code ingress[0]}; empty for the whole
 */
public record Finding(
        Severity severity,
        String check,
        PolicyId policy,
        String path,
        String message,
        String mend) {

    public Finding {
        requireNonNull(severity, "severity is null");
        requireNonNull(policy, "policy is null");
    }

    /** How much it matters. */
    public enum Severity {
        /** It is not what anyone can have meant. */
        ERROR,
        /** It may not be what was meant. */
        WARNING,
        /** Good to know. */
        NOTE
    }
}
