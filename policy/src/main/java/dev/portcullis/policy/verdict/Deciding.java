package dev.portcullis.policy.verdict;

import dev.portcullis.policy.PolicyId;
import java.util.List;

/** The policies behind rules. */
final class Deciding {

    private Deciding() {}

    static List<PolicyId> policies(List<RuleRef> rules) {
        return rules.stream().map(RuleRef::policy).distinct().toList();
    }
}
