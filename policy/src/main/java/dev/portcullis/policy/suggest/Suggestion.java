package dev.portcullis.policy.suggest;

import dev.portcullis.policy.Policy;
import dev.portcullis.policy.PolicyId;
import dev.portcullis.policy.flows.FoldedFlow;
import java.util.List;
import java.util.Set;

/**
 * Policies that would let observed flows pass and little else.
 *
 * @param policies new policies, and existing ones with entries added
 * @param extended which of them exist already
 * @param generalisations what they admit beyond what was observed, each as a sentence
 * @param left flows that no suggestion can let pass, and why
 */
public record Suggestion(
        List<Policy> policies,
        Set<PolicyId> extended,
        List<String> generalisations,
        List<Left> left) {

    public Suggestion {
        policies = List.copyOf(policies);
        extended = Set.copyOf(extended);
        generalisations = List.copyOf(generalisations);
        left = List.copyOf(left);
    }

    /** A flow that is left out. */
    public record Left(FoldedFlow flow, String because) {}
}
