package dev.portcullis.console.policies.internal;

import dev.portcullis.console.policies.Owner;
import dev.portcullis.console.policies.Preview;
import dev.portcullis.console.policies.Preview.Change;
import dev.portcullis.console.policies.Preview.EdgeChange;
import dev.portcullis.hubble.Flow;
import dev.portcullis.policy.Connection;
import dev.portcullis.policy.Direction;
import dev.portcullis.policy.Peer;
import dev.portcullis.policy.Policy;
import dev.portcullis.policy.PolicyId;
import dev.portcullis.policy.PortRule.PortMatch;
import dev.portcullis.policy.Protocol;
import dev.portcullis.policy.verdict.Outcome;
import dev.portcullis.policy.verdict.PolicySet;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Replays what was observed, and tries what is possible between the workloads there are, against
 * the policies with one gate moved.
 */
final class MovePreview {
    private static final int MOST_PAIRS = 200_000;
    private static final Duration LIVE = Duration.ofSeconds(10);

    private final PolicySet now;
    private final PolicySet then;
    private final Map<Edge, Tally> edges = new LinkedHashMap<>();
    private Instant oldest = Instant.MAX;

    MovePreview(PolicySet now, PolicySet then) {
        this.now = now;
        this.then = then;
    }

    private record Edge(String from, String to, int port, Protocol protocol) {}

    private static final class Tally {
        private final Change change;
        private long events;
        private Instant last = Instant.MIN;

        Tally(Change change) {
            this.change = change;
        }
    }

    /** A pod and the workload it stands for. */
    record Endpoint(String workload, Peer.Pod pod) {}

    Preview compute(
            PolicyId id,
            Optional<Policy> policy,
            Owner owner,
            List<Flow> flows,
            List<Endpoint> endpoints,
            Instant at) {
        flows.forEach(this::replay);
        policy.ifPresent(rules -> tryOut(rules, endpoints));
        var changes = new ArrayList<EdgeChange>();
        edges.forEach(
                (edge, tally) ->
                        changes.add(
                                new EdgeChange(
                                        tally.change,
                                        edge.from(),
                                        edge.to(),
                                        edge.port(),
                                        edge.protocol().name(),
                                        tally.events,
                                        tally.last.isAfter(at.minus(LIVE)))));
        changes.sort(
                Comparator.comparingLong(EdgeChange::events)
                        .reversed()
                        .thenComparing(EdgeChange::from)
                        .thenComparing(EdgeChange::to));
        return new Preview(changes, basis(flows.size(), at), warnings(owner, changes));
    }

    private void replay(Flow flow) {
        if (flow.time().isBefore(oldest)) {
            oldest = flow.time();
        }
        FlowConnections.of(flow)
                .ifPresent(
                        connection ->
                                note(
                                        connection,
                                        Ends.of(flow.source()),
                                        Ends.of(flow.destination()),
                                        Optional.of(flow)));
    }

    private void note(Connection connection, String from, String to, Optional<Flow> seen) {
        change(connection)
                .ifPresent(
                        change -> {
                            var edge = new Edge(from, to, connection.port(), connection.protocol());
                            var tally = edges.computeIfAbsent(edge, _ -> new Tally(change));
                            seen.ifPresent(
                                    flow -> {
                                        tally.events++;
                                        if (flow.time().isAfter(tally.last)) {
                                            tally.last = flow.time();
                                        }
                                    });
                        });
    }

    private Optional<Change> change(Connection connection) {
        var before = now.decide(connection).outcome();
        var after = then.decide(connection).outcome();
        if (before == Outcome.DENIED && isOpen(after)) {
            return Optional.of(Change.OPENS);
        }
        return isOpen(before) && after == Outcome.DENIED
                ? Optional.of(Change.BREAKS)
                : Optional.empty();
    }

    private static boolean isOpen(Outcome outcome) {
        return outcome == Outcome.ALLOWED || outcome == Outcome.REDIRECTED;
    }

    /** Between every workload and those the policy is about, on the ports the policy names. */
    private void tryOut(Policy policy, List<Endpoint> endpoints) {
        var about = now.policies().contains(policy) ? now : then;
        var pairs = 0;
        for (var subject : endpoints) {
            if (about.selecting(subject.pod()).stream()
                    .noneMatch(p -> p.id().equals(policy.id()))) {
                continue;
            }
            for (var direction : Direction.values()) {
                for (var port : ports(policy, direction)) {
                    for (var remote : endpoints) {
                        if (remote.workload().equals(subject.workload()) || pairs++ > MOST_PAIRS) {
                            continue;
                        }
                        var client = direction == Direction.INGRESS ? remote : subject;
                        var server = direction == Direction.INGRESS ? subject : remote;
                        note(
                                Connection.tcp(client.pod(), server.pod(), port),
                                client.workload(),
                                server.workload(),
                                Optional.empty());
                    }
                }
            }
        }
    }

    private static TreeSet<Integer> ports(Policy policy, Direction direction) {
        var ports = new TreeSet<Integer>();
        for (var rule : policy.rules()) {
            for (var entry : rule.allows(direction)) {
                for (var portRule : entry.toPorts()) {
                    for (var match : portRule.ports()) {
                        if (match instanceof PortMatch.Numbers numbers
                                && numbers.protocol().filter(p -> p == Protocol.UDP).isEmpty()
                                && !numbers.everyPort()) {
                            ports.add(numbers.first());
                        }
                    }
                }
            }
        }
        return ports;
    }

    private String basis(int flows, Instant at) {
        var possible = "what is possible between the known workloads";
        if (flows == 0) {
            return "from " + possible + "; no flows were observed";
        }
        var span = Duration.between(oldest, at);
        var words =
                span.toMinutes() >= 2
                        ? span.toMinutes() + " min"
                        : Math.max(1, span.toSeconds()) + " s";
        return "from %s of flows, and %s".formatted(words, possible);
    }

    private static List<String> warnings(Owner owner, List<EdgeChange> changes) {
        var warnings = new ArrayList<String>();
        if (!owner.warning().isEmpty()) {
            warnings.add(owner.warning());
        }
        var cut = changes.stream().filter(e -> e.change() == Change.BREAKS && e.live()).count();
        if (cut > 0) {
            warnings.add(
                    cut == 1
                            ? "Traffic is flowing on an edge that breaks: its open connections are"
                                    + " cut at once."
                            : "Traffic is flowing on %d edges that break: their open connections are cut at once."
                                    .formatted(cut));
        }
        return warnings;
    }
}
