package dev.portcullis.console.questions;

import dev.portcullis.policy.Policy;
import dev.portcullis.policy.check.Finding;
import dev.portcullis.policy.verdict.PolicySet;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Answers questions about the policies in force, from the policies, the workloads and the kept flows. */
public interface PolicyQuestions {
    /** Why something fares as it does. Empty if nothing is known of what was asked about. */
    Optional<Why> why(WhyQuestion question);

    /** What going from one set of policies to another would change, for that traffic. May take seconds for days. */
    ChangePreview preview(PolicySet before, PolicySet after, Replay replay);

    /** The same, for the newest flows. */
    default ChangePreview preview(PolicySet before, PolicySet after) {
        return preview(before, after, Replay.NEWEST);
    }

    /** Who can reach a workload, beside who did. Empty if there is no such workload, or it has no pod. */
    Optional<ReachMatrix> reach(String workload);

    /** The least policies about a workload, or about all of a namespace, for what was seen to pass, drills left out. */
    SuggestedPolicies suggest(SuggestQuestion question);

    /** What there is to say about those policies among all others, the gravest first. */
    List<Finding> findings(Collection<Policy> all, Collection<Policy> about);
}
