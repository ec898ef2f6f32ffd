package dev.portcullis.console.flows;

import dev.portcullis.policy.verdict.PolicySet;
import java.util.Optional;

/** The policies in force in the cluster, kept up to date from Kubernetes. Never waits. */
public interface EnforcedPolicies {
    /** All of them, compiled; empty while they have not been read. */
    Optional<PolicySet> current();

    /** Grows with each change. */
    long version();

    /** Why they may be wrong or incomplete; empty if they are sound. */
    Optional<String> problem();
}
