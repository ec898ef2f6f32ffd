package dev.portcullis.policy.verdict;

import static java.util.Objects.requireNonNull;

import dev.portcullis.policy.PolicyId;

/**
 * Points at a part of a policy: the object, and the path inside its {@code spec}, such as
 * {@code ingress[0].toPorts[1]}; where the object has {@code specs}, {@code specs[2].ingress[0]}.
 */
public record RuleRef(PolicyId policy, String path) {

    public RuleRef {
        requireNonNull(policy, "policy is null");
        requireNonNull(path, "path is null");
    }

    @Override
    public String toString() {
        return policy.display() + " " + path;
    }
}
