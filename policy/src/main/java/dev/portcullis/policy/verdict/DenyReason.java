package dev.portcullis.policy.verdict;

import dev.portcullis.policy.PolicyId;
import java.util.List;

/** Why a connection may not pass on one side. */
public sealed interface DenyReason {

    /** These deny rules match, and deny beats allow. Never empty. Hubble: POLICY_DENY, 181. */
    record DenyRules(List<RuleRef> rules) implements DenyReason {
        public DenyRules {
            rules = List.copyOf(rules);
        }
    }

    /**
     * These policies isolate the subject in this direction and no rule allows the connection. The
     * nearest rules that miss come first; they are found when first looked at. Hubble:
     * POLICY_DENIED, 133. The list of policies is empty only where the mode is {@code always}.
     */
    record DefaultDeny(List<PolicyId> isolatedBy, List<NearMiss> nearest) implements DenyReason {
        public DefaultDeny {
            isolatedBy = List.copyOf(isolatedBy);
            nearest = nearest instanceof NearestRules ? nearest : List.copyOf(nearest);
        }
    }

    /** The connection may be made, but none of these rules lets this request pass. */
    record RequestRefused(List<RuleRef> rules, String request) implements DenyReason {
        public RequestRefused {
            rules = List.copyOf(rules);
        }
    }
}
