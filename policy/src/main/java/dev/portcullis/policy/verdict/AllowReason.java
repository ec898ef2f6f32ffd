package dev.portcullis.policy.verdict;

import java.util.List;

/** Why a connection may pass on one side. */
public sealed interface AllowReason {

    /** These rules allow it, the closest first. Never empty. */
    record ByRules(List<RuleRef> rules) implements AllowReason {
        public ByRules {
            rules = List.copyOf(rules);
        }
    }

    /** No policy isolates the subject in this direction. */
    record NotIsolated() implements AllowReason {}

    /** The node's own traffic to its pods always passes, so that probes work. */
    record FromOwnHost() implements AllowReason {}

    /** This end is not an endpoint that policies are enforced on, such as the outside world. */
    record NotEnforcedHere() implements AllowReason {}

    /** Enforcement is switched off for the whole cluster (mode {@code never}). */
    record NeverEnforced() implements AllowReason {}
}
