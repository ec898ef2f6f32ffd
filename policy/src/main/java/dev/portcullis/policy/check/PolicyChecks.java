package dev.portcullis.policy.check;

import dev.portcullis.policy.ClusterFacts;
import dev.portcullis.policy.Peer;
import dev.portcullis.policy.Policy;
import dev.portcullis.policy.PolicyId;
import dev.portcullis.policy.flows.FlowWindow;
import dev.portcullis.policy.read.ParseResult;
import dev.portcullis.policy.read.Problem;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Runs every check over policies. */
public final class PolicyChecks {

    private static final List<Check> CHECKS =
            List.of(
                    new SelectsNothing(),
                    new DenyIsolates(),
                    new ShadowedByDeny(),
                    new OpenToWorld(),
                    new Duplicate(),
                    new BroaderThanObserved(),
                    new GitOpsOwned());

    private PolicyChecks() {}

    /**
     * What there is to say about policies, the gravest first.
     *
     * @param pods one pod of each workload at least, or of what was given as the endpoints
     * @param window what was observed; {@link FlowWindow#EMPTY} leaves out what depends on it
     */
    public static List<Finding> run(
            Collection<Policy> policies,
            Collection<Peer.Pod> pods,
            FlowWindow window,
            ClusterFacts facts) {
        Subject subject = new Subject(List.copyOf(policies), List.copyOf(pods), window, facts);
        List<Finding> findings = new ArrayList<>();
        for (Check check : CHECKS) {
            findings.addAll(check.run(subject));
        }
        findings.sort(
                Comparator.comparing(Finding::severity)
                        .thenComparing(Finding::policy)
                        .thenComparing(Finding::path));
        return List.copyOf(findings);
    }

    /** The problems of a policy that could not be read, or its warnings, as findings. */
    public static List<Finding> reading(PolicyId policy, ParseResult result) {
        return switch (result) {
            case ParseResult.Rejected rejected ->
                    rejected.problems().stream()
                            .map(
                                    problem ->
                                            finding(
                                                    Finding.Severity.ERROR,
                                                    "invalid",
                                                    policy,
                                                    problem))
                            .toList();
            case ParseResult.Parsed parsed ->
                    parsed.warnings().stream()
                            .map(
                                    problem ->
                                            finding(
                                                    Finding.Severity.WARNING,
                                                    "does-less-than-it-seems",
                                                    policy,
                                                    problem))
                            .toList();
        };
    }

    /** Who keeps a policy as it is in a repository, such as Argo CD; empty if nobody is known to. */
    public static Optional<String> gitOpsOwner(Policy policy) {
        return GitOpsOwned.owner(policy);
    }

    private static Finding finding(
            Finding.Severity severity, String check, PolicyId policy, Problem problem) {
        return new Finding(
                severity, check, policy, problem.path(), problem.message(), problem.mend());
    }
}
