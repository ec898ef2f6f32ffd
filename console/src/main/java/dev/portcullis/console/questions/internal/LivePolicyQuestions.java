package dev.portcullis.console.questions.internal;

import dev.portcullis.console.flows.DrillLabel;
import dev.portcullis.console.flows.EnforcedPolicies;
import dev.portcullis.console.flows.FlowConnections;
import dev.portcullis.console.flows.FlowQuery;
import dev.portcullis.console.flows.Flows;
import dev.portcullis.console.flows.NodeNames;
import dev.portcullis.console.flows.Workloads;
import dev.portcullis.console.history.History;
import dev.portcullis.console.questions.ChangePreview;
import dev.portcullis.console.questions.PolicyQuestions;
import dev.portcullis.console.questions.ReachMatrix;
import dev.portcullis.console.questions.Replay;
import dev.portcullis.console.questions.SuggestQuestion;
import dev.portcullis.console.questions.SuggestedPolicies;
import dev.portcullis.console.questions.Why;
import dev.portcullis.console.questions.WhyQuestion;
import dev.portcullis.hubble.Flow;
import dev.portcullis.policy.Connection;
import dev.portcullis.policy.Peer;
import dev.portcullis.policy.Policy;
import dev.portcullis.policy.check.Finding;
import dev.portcullis.policy.check.PolicyChecks;
import dev.portcullis.policy.flows.FlowWindow;
import dev.portcullis.policy.flows.Recorded;
import dev.portcullis.policy.read.PolicyPrinter;
import dev.portcullis.policy.suggest.Suggestion;
import dev.portcullis.policy.suggest.Suggestions;
import dev.portcullis.policy.verdict.PolicySet;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Asks the engine about what the console knows of the cluster. */
final class LivePolicyQuestions implements PolicyQuestions {
    private static final int MOST_LEFT = 20;

    private final Flows flows;
    private final Workloads workloads;
    private final EnforcedPolicies policies;
    private final NodeNames names;
    private final PastSpans past;
    private final Clock clock;

    LivePolicyQuestions(
            Flows flows,
            Workloads workloads,
            EnforcedPolicies policies,
            NodeNames names,
            History history,
            Clock clock) {
        this.flows = flows;
        this.workloads = workloads;
        this.policies = policies;
        this.names = names;
        this.past = new PastSpans(history, clock);
        this.clock = clock;
    }

    @Override
    public Optional<Why> why(WhyQuestion question) {
        var endpoints = Endpoints.of(workloads);
        return switch (question) {
            case WhyQuestion.OfFlow(var uuid) ->
                    newest(flow -> flow.uuid().equals(uuid) && !uuid.isEmpty())
                            .flatMap(flow -> why(flow, endpoints));
            case WhyQuestion.OfEdge edge ->
                    newest(flow -> isOf(edge, flow) && isDecided(flow))
                            .or(() -> newest(flow -> isOf(edge, flow)))
                            .flatMap(flow -> why(flow, endpoints))
                            .or(() -> possible(edge, endpoints));
        };
    }

    private Optional<Flow> newest(java.util.function.Predicate<Flow> wanted) {
        return flows.recent(FlowQuery.newest(1, wanted)).stream().findFirst();
    }

    private static boolean isDecided(Flow flow) {
        return FlowConnections.recorded(flow) != Recorded.OTHER;
    }

    private boolean isOf(WhyQuestion.OfEdge edge, Flow flow) {
        return edge.port().map(port -> port == flow.destination().port()).orElse(true)
                && edge.fared().map(fared -> fared == FlowConnections.recorded(flow)).orElse(true)
                && !FlowConnections.answers(flow)
                && names.of(flow.source()).equals(edge.source())
                && names.of(flow.destination()).equals(edge.destination())
                && FlowConnections.of(flow).or(() -> FlowConnections.asked(flow)).isPresent();
    }

    private Optional<Why> why(Flow flow, Endpoints endpoints) {
        return FlowConnections.asked(flow)
                .map(endpoints::known)
                .map(
                        connection ->
                                answer(
                                        connection,
                                        names.of(flow.source()),
                                        names.of(flow.destination()),
                                        Optional.of(flow)));
    }

    private Optional<Why> possible(WhyQuestion.OfEdge edge, Endpoints endpoints) {
        var from = endpoints.peer(edge.source());
        var to = endpoints.peer(edge.destination());
        var port =
                edge.port()
                        .or(
                                () ->
                                        endpoints
                                                .workload(edge.destination())
                                                .flatMap(w -> w.ports().stream().findFirst()));
        return from.isPresent() && to.isPresent() && port.isPresent()
                ? Optional.of(
                        answer(
                                Connection.tcp(from.get(), to.get(), port.get()),
                                edge.source(),
                                edge.destination(),
                                Optional.empty()))
                : Optional.empty();
    }

    private Why answer(
            Connection connection, String source, String destination, Optional<Flow> flow) {
        return policies.current()
                .map(set -> WhyAnswers.of(set, connection, source, destination, flow))
                .orElseGet(
                        () ->
                                WhyAnswers.unknown(
                                        connection,
                                        source,
                                        destination,
                                        flow,
                                        policies.problem()
                                                .orElse("The policies have not been read yet.")));
    }

    @Override
    public ChangePreview preview(PolicySet before, PolicySet after, Replay replay) {
        var endpoints = Endpoints.of(workloads);
        // Which sessions are open now, only the newest flows tell, whatever is replayed.
        var kept = kept(endpoints, Optional.empty());
        var window =
                switch (replay) {
                    case Replay.Newest _ -> kept;
                    case Replay.Past span -> PastMinutes.of(past.read(span), endpoints);
                };
        return new Previews(before, after, window, kept.raw(), endpoints, names).compute();
    }

    private KeptFlows kept(Endpoints endpoints, Optional<Instant> since) {
        return KeptFlows.read(flows, endpoints, names, since);
    }

    @Override
    public Optional<ReachMatrix> reach(String workload) {
        var endpoints = Endpoints.of(workloads);
        return endpoints
                .workload(workload)
                .filter(found -> !found.endpoints().isEmpty())
                .map(
                        found ->
                                Matrices.of(
                                        current(),
                                        found,
                                        endpoints,
                                        kept(endpoints, Optional.empty())));
    }

    @Override
    public SuggestedPolicies suggest(SuggestQuestion question) {
        var endpoints = Endpoints.of(workloads);
        var window = kept(endpoints, question.back().map(back -> clock.instant().minus(back)));
        var current = current();
        var suggestion =
                Suggestions.from(
                        withoutDrills(window.folded()),
                        current,
                        pod -> isAbout(question, pod, endpoints));
        var after = PolicySet.compile(Suggestions.applied(current, suggestion), current.facts());
        return new SuggestedPolicies(
                suggestion.policies().stream()
                        .map(
                                policy ->
                                        new SuggestedPolicies.Draft(
                                                policy.id(),
                                                suggestion.extended().contains(policy.id()),
                                                PolicyPrinter.yaml(policy)))
                        .toList(),
                suggestion.policies().isEmpty() ? "" : PolicyPrinter.yaml(suggestion.policies()),
                suggestion.generalisations(),
                suggestion.left().stream()
                        .limit(MOST_LEFT)
                        .map(left -> words(left, endpoints))
                        .toList(),
                window.observed(),
                new Previews(current, after, window, window.raw(), endpoints, names).compute());
    }

    /** That an exercise got through is a finding, and no reason to let it through. */
    private static FlowWindow withoutDrills(FlowWindow window) {
        return new FlowWindow(
                window.from(),
                window.to(),
                window.flows(),
                window.lost(),
                window.folded().stream()
                        .filter(flow -> !isDrill(flow.connection().from()))
                        .toList());
    }

    private static boolean isDrill(Peer peer) {
        return peer instanceof Peer.Pod pod && pod.labels().get(DrillLabel.KEY).isPresent();
    }

    private static boolean isAbout(SuggestQuestion question, Peer.Pod pod, Endpoints endpoints) {
        return pod.namespace().equals(question.namespace())
                && question.workload()
                        .map(name -> endpoints.node(pod).equals(pod.namespace() + "/" + name))
                        .orElse(true);
    }

    private static String words(Suggestion.Left left, Endpoints endpoints) {
        var connection = left.flow().connection();
        return "%s → %s:%d. %s"
                .formatted(
                        endpoints.node(connection.from()),
                        endpoints.node(connection.to()),
                        connection.port(),
                        left.because());
    }

    @Override
    public List<Finding> findings(Collection<Policy> all, Collection<Policy> about) {
        var endpoints = Endpoints.of(workloads);
        var ids = about.stream().map(Policy::id).collect(Collectors.toSet());
        return PolicyChecks.run(
                        all,
                        endpoints.pods(),
                        kept(endpoints, Optional.empty()).folded(),
                        current().facts())
                .stream()
                .filter(finding -> ids.contains(finding.policy()))
                .toList();
    }

    private PolicySet current() {
        return policies.current().orElseGet(() -> PolicySet.compile(List.of()));
    }
}
