package dev.portcullis.console.questions;

import dev.portcullis.policy.ClusterFacts;
import dev.portcullis.policy.Policy;
import dev.portcullis.policy.check.Finding;
import dev.portcullis.policy.check.PolicyChecks;
import dev.portcullis.policy.flows.FlowWindow;
import dev.portcullis.policy.read.PolicyPrinter;
import dev.portcullis.policy.verdict.PolicySet;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** The questions in a cluster of which no flow and no pod is known; a test may put answers in. */
public final class QuestionsWithoutFlows implements PolicyQuestions {
    public Optional<Why> why = Optional.empty();
    public ChangePreview preview = new ChangePreview(window(), List.of(), 0);
    public Optional<ReachMatrix> matrix = Optional.empty();
    public List<Policy> suggested = List.of();

    private static ObservedWindow window() {
        return new ObservedWindow(Optional.empty(), Optional.empty(), 0, 0, 0);
    }

    @Override
    public Optional<Why> why(WhyQuestion question) {
        return why;
    }

    @Override
    public ChangePreview preview(PolicySet before, PolicySet after, Replay replay) {
        return preview;
    }

    @Override
    public Optional<ReachMatrix> reach(String workload) {
        return matrix;
    }

    @Override
    public SuggestedPolicies suggest(SuggestQuestion question) {
        return new SuggestedPolicies(
                suggested.stream()
                        .map(
                                policy ->
                                        new SuggestedPolicies.Draft(
                                                policy.id(), false, PolicyPrinter.yaml(policy)))
                        .toList(),
                suggested.isEmpty() ? "" : PolicyPrinter.yaml(suggested),
                List.of("Every pod of users is meant, not only those observed."),
                List.of(),
                window(),
                preview);
    }

    @Override
    public List<Finding> findings(Collection<Policy> all, Collection<Policy> about) {
        return PolicyChecks.run(all, List.of(), FlowWindow.EMPTY, ClusterFacts.NONE).stream()
                .filter(finding -> about.stream().anyMatch(p -> p.id().equals(finding.policy())))
                .toList();
    }
}
