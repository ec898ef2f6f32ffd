package dev.portcullis.bench.policy;

import dev.portcullis.policy.Connection;
import dev.portcullis.policy.Direction;
import dev.portcullis.policy.HttpRule;
import dev.portcullis.policy.IpAddress;
import dev.portcullis.policy.LabelKey;
import dev.portcullis.policy.Labels;
import dev.portcullis.policy.Peer;
import dev.portcullis.policy.PeerRule;
import dev.portcullis.policy.Policy;
import dev.portcullis.policy.PolicyId;
import dev.portcullis.policy.PortRule;
import dev.portcullis.policy.Protocol;
import dev.portcullis.policy.Rule;
import dev.portcullis.policy.RuleEntry;
import dev.portcullis.policy.Selector;
import dev.portcullis.policy.flows.ObservedFlow;
import dev.portcullis.policy.flows.Recorded;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/**
 * A cluster made up from a seed: 1,000 identities in 40 namespaces, and policies such as teams
 * write: most select one workload and admit a few others on a port, some look into requests, some
 * deny, one in twenty is clusterwide.
 */
final class Estate {

    static final int IDENTITIES = 1_000;
    private static final int NAMESPACES = 40;
    private static final int[] PORTS = {80, 443, 3306, 5432, 8080, 9090};

    private final Random random = new Random(20_260_101);
    private final List<Peer.Pod> pods = new ArrayList<>();

    Estate() {
        for (int i = 0; i < IDENTITIES; i++) {
            String namespace = "team-" + i % NAMESPACES;
            pods.add(
                    Peer.Pod.of(
                            namespace,
                            "app-" + i + "-0",
                            Map.of(
                                    "app",
                                    "app-" + i,
                                    "tier",
                                    "tier-" + i % 5,
                                    "release",
                                    "r" + i % 3),
                            Map.of("kubernetes.io/metadata.name", namespace, "zone", "z" + i % 4),
                            "account-" + i % 50));
        }
    }

    List<Policy> policies(int count) {
        List<Policy> policies = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            boolean clusterwide = i % 20 == 19;
            Peer.Pod subject = pods.get(random.nextInt(pods.size()));
            PolicyId id =
                    clusterwide
                            ? PolicyId.ccnp("policy-" + i)
                            : PolicyId.cnp(subject.namespace(), "policy-" + i);
            policies.add(Policy.of(id, rule(subject, i)));
        }
        return policies;
    }

    private Rule rule(Peer.Pod subject, int i) {
        List<RuleEntry> ingress = new ArrayList<>();
        List<RuleEntry> egress = new ArrayList<>();
        for (int e = 0; e <= random.nextInt(3); e++) {
            ingress.add(entry(i % 10 == 3, Direction.INGRESS));
            egress.add(entry(false, Direction.EGRESS));
        }
        List<RuleEntry> deny =
                i % 15 == 7 ? List.of(entry(false, Direction.INGRESS)) : List.<RuleEntry>of();
        return new Rule(
                new Rule.Subject.Endpoints(
                        Selector.of(Map.of("app", subject.labels().get("app").orElseThrow()))),
                ingress,
                deny,
                egress,
                List.of(),
                Rule.DefaultDeny.UNSAID,
                Optional.empty(),
                Optional.empty());
    }

    private RuleEntry entry(boolean requests, Direction direction) {
        int port = PORTS[random.nextInt(PORTS.length)];
        PortRule ports =
                new PortRule(
                        List.of(
                                new PortRule.PortMatch.Numbers(
                                        port, port, Optional.of(Protocol.TCP))),
                        requests
                                ? Optional.of(
                                        new PortRule.L7Rules.Http(
                                                List.of(HttpRule.of("GET", "/api/v[0-9]+/.*"))))
                                : Optional.empty(),
                        PortRule.Proxying.NONE);
        return RuleEntry.of(List.of(peers(direction)), List.of(ports));
    }

    private PeerRule peers(Direction direction) {
        Peer.Pod pod = pods.get(random.nextInt(pods.size()));
        Map<LabelKey, String> labels =
                switch (random.nextInt(3)) {
                    case 0 -> Map.of(LabelKey.any("app"), pod.labels().get("app").orElseThrow());
                    case 1 ->
                            Map.of(
                                    LabelKey.any("tier"),
                                    pod.labels().get("tier").orElseThrow(),
                                    LabelKey.k8s(Labels.NAMESPACE),
                                    pod.namespace());
                    default ->
                            Map.of(
                                    LabelKey.k8s(Labels.NAMESPACE_LABELS + ".zone"),
                                    pod.labels()
                                            .get(Labels.NAMESPACE_LABELS + ".zone")
                                            .orElseThrow());
                };
        if (direction == Direction.EGRESS && random.nextInt(8) == 0) {
            return new PeerRule.Cidrs(
                    List.of(
                            new dev.portcullis.policy.Cidr(
                                    IpAddress.parse("203.0." + random.nextInt(256) + ".0")
                                            .orElseThrow(),
                                    24)));
        }
        return new PeerRule.Endpoints(List.of(new Selector(labels, List.of())));
    }

    /** Connections between any two identities, a few of them to addresses outside. */
    List<Connection> connections(int count) {
        List<Connection> connections = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            Peer to =
                    random.nextInt(20) == 0
                            ? new Peer.Outside(
                                    IpAddress.parse(
                                                    "203.0."
                                                            + random.nextInt(256)
                                                            + "."
                                                            + random.nextInt(256))
                                            .orElseThrow())
                            : pods.get(random.nextInt(pods.size()));
            connections.add(
                    Connection.tcp(
                            pods.get(random.nextInt(pods.size())),
                            to,
                            PORTS[random.nextInt(PORTS.length)]));
        }
        return connections;
    }

    /** Recorded flows over that many different connections, some of which are far busier than others. */
    List<ObservedFlow> flows(int count, int different) {
        List<Connection> edges = connections(different);
        List<ObservedFlow> flows = new ArrayList<>(count);
        Instant start = Instant.parse("2026-11-20T10:00:00Z");
        for (int i = 0; i < count; i++) {
            double skewed = random.nextDouble();
            Connection edge = edges.get((int) (skewed * skewed * edges.size()));
            flows.add(
                    new ObservedFlow(
                            Connection.tcp(edge.from(), edge.to(), edge.port()),
                            i % 11 == 0 ? Recorded.DENIED : Recorded.ALLOWED,
                            start.plusMillis(i),
                            "flow-" + i));
        }
        return flows;
    }
}
