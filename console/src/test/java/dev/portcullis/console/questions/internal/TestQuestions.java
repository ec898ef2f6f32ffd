package dev.portcullis.console.questions.internal;

import dev.portcullis.console.TestClock;
import dev.portcullis.console.flows.EnforcedPolicies;
import dev.portcullis.console.flows.FlowMinute;
import dev.portcullis.console.flows.FlowQuery;
import dev.portcullis.console.flows.Flows;
import dev.portcullis.console.flows.MapSnapshot;
import dev.portcullis.console.flows.StreamStatus;
import dev.portcullis.console.flows.TrafficSecond;
import dev.portcullis.console.flows.Workload;
import dev.portcullis.console.flows.Workloads;
import dev.portcullis.console.history.History;
import dev.portcullis.hubble.Flow;
import dev.portcullis.hubble.FlowPeer;
import dev.portcullis.policy.Peer;
import dev.portcullis.policy.Policy;
import dev.portcullis.policy.read.ParseResult;
import dev.portcullis.policy.read.PolicyParser;
import dev.portcullis.policy.verdict.PolicySet;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** The questions over flows, workloads and policies that a test fills. */
final class TestQuestions {
    static final String MYSQL_FROM =
            """
            apiVersion: cilium.io/v2
            kind: CiliumNetworkPolicy
            metadata: {name: mysql-ingress, namespace: users}
            spec:
              endpointSelector: {matchLabels: {app: mysql}}
              ingress:
                - fromEndpoints: [{matchLabels: {app: %s}}]
                  toPorts: [{ports: [{port: "3306", protocol: TCP}]}]
            """;

    final TestClock clock = new TestClock();
    final List<Flow> flows = new ArrayList<>();
    final List<Workload> workloads = new ArrayList<>();
    final List<StreamStatus.Missing> missing = new ArrayList<>();
    final List<FlowMinute.EdgeCount> minutes = new ArrayList<>();
    final List<Duration> spansRead = new ArrayList<>();
    long lostInMinutes;
    int gapsInMinutes;
    Optional<PolicySet> policies = Optional.of(PolicySet.compile(List.of()));

    final LivePolicyQuestions questions =
            new LivePolicyQuestions(
                    new Kept(),
                    new Listed(),
                    new Enforced(),
                    TestQuestions::node,
                    new Past(),
                    clock);

    static PolicySet set(String yaml) {
        return PolicySet.compile(parse(yaml));
    }

    static List<Policy> parse(String yaml) {
        return switch (PolicyParser.parseYaml(yaml)) {
            case ParseResult.Parsed parsed -> parsed.policies();
            case ParseResult.Rejected rejected ->
                    throw new AssertionError(rejected.problems().toString());
        };
    }

    Instant now() {
        return clock.instant();
    }

    void take(List<Flow> seen) {
        seen.forEach(flow -> flows.addFirst(flow));
    }

    void run(FlowPeer peer, boolean guarded, Integer... ports) {
        workloads.add(
                new Workload(
                        peer.namespace(),
                        name(peer),
                        "Deployment",
                        1,
                        guarded,
                        List.of(Peer.Pod.of(peer.namespace(), peer.pod(), peer.labels())),
                        Set.of(ports)));
    }

    /** Past minutes counted so much on an edge to a port. */
    void count(String source, String destination, int port, long allowed, long denied) {
        minutes.add(edge(source, destination, port, "TCP", allowed, denied, 0));
    }

    static FlowMinute.EdgeCount edge(
            String source,
            String destination,
            int port,
            String protocol,
            long allowed,
            long denied,
            long requests) {
        return new FlowMinute.EdgeCount(
                source,
                destination,
                port,
                "",
                protocol,
                allowed,
                denied,
                0,
                requests,
                0,
                0,
                requests > 0 ? "HTTP" : "",
                "",
                List.of());
    }

    static String node(FlowPeer end) {
        return end.namespace().isEmpty()
                ? "reserved:" + end.reserved().orElse("unknown")
                : end.namespace() + "/" + name(end);
    }

    private static String name(FlowPeer end) {
        return end.label("app").orElse(end.workload());
    }

    private final class Kept implements Flows {
        @Override
        public List<Flow> recent(FlowQuery query) {
            return flows.stream().filter(query::matches).limit(query.limit()).toList();
        }

        @Override
        public Following listen(Consumer<Flow> listener) {
            return () -> {};
        }

        @Override
        public MapSnapshot map() {
            throw new UnsupportedOperationException("nobody asks for the map");
        }

        @Override
        public StreamStatus status() {
            return new StreamStatus(
                    true, now(), "relay:80", "", null, List.of(), flows.size(), 0, missing);
        }

        @Override
        public List<TrafficSecond> trafficTo(String nodeId) {
            return List.of();
        }
    }

    /** A past of which every span holds the same. */
    private final class Past implements History {
        @Override
        public PastEdges edges(Instant from, Instant to) {
            spansRead.add(Duration.between(from, to));
            return new PastEdges(from, to, lostInMinutes, gapsInMinutes, minutes);
        }

        @Override
        public Overview overview(Instant from, Instant to, Duration step) {
            throw new UnsupportedOperationException("nobody asks for steps");
        }

        @Override
        public PastMap map(Instant from, Instant to) {
            throw new UnsupportedOperationException("nobody asks for the map");
        }
    }

    private final class Listed implements Workloads {
        @Override
        public Collection<Workload> all() {
            return workloads;
        }

        @Override
        public Optional<Workload> find(String namespace, String name) {
            return workloads.stream()
                    .filter(one -> one.id().equals(namespace + "/" + name))
                    .findFirst();
        }

        @Override
        public Optional<String> ownerOf(String namespace, String pod) {
            return Optional.empty();
        }

        @Override
        public long version() {
            return 1;
        }

        @Override
        public Optional<String> problem() {
            return Optional.empty();
        }
    }

    private final class Enforced implements EnforcedPolicies {
        @Override
        public Optional<PolicySet> current() {
            return policies;
        }

        @Override
        public long version() {
            return 1;
        }

        @Override
        public Optional<String> problem() {
            return Optional.empty();
        }
    }
}
