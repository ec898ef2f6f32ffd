package dev.portcullis.console.flows;

import dev.portcullis.hubble.Direction;
import dev.portcullis.hubble.DropReason;
import dev.portcullis.hubble.EventType;
import dev.portcullis.hubble.Flow;
import dev.portcullis.hubble.FlowPeer;
import dev.portcullis.hubble.L7;
import dev.portcullis.hubble.PolicyRef;
import dev.portcullis.hubble.Protocol;
import dev.portcullis.hubble.Reply;
import dev.portcullis.hubble.TcpFlags;
import dev.portcullis.hubble.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/** Flows as Cilium reports them, for a few peers everybody in the tests knows. */
public final class TestFlows {
    public static final FlowPeer INTERNET = world("203.0.113.9", 50_123);
    public static final FlowPeer STOREFRONT = pod("shop", "storefront", "Deployment", 40_001);
    public static final FlowPeer ORDERS = pod("shop", "orders", "Deployment", 40_002);
    public static final FlowPeer USER_SERVICE = pod("users", "user-service", "Deployment", 8_080);
    public static final FlowPeer MYSQL = pod("users", "mysql", "StatefulSet", 3_306);
    public static final FlowPeer INTRUDER = pod("drills", "intruder", "Job", 41_872);
    public static final FlowPeer CONSOLE = pod("portcullis", "console", "Deployment", 42_000);
    public static final FlowPeer COREDNS = pod("kube-system", "coredns", "Deployment", 53);

    private static final int NEW = 1;
    private static final int ESTABLISHED = 2;
    private static final int TO_ENDPOINT = 101;
    private static final int TO_STACK = 3;

    private TestFlows() {}

    public static FlowPeer pod(String namespace, String workload, String kind, int port) {
        var pod = workload + (kind.equals("StatefulSet") ? "-0" : "-6d5f7c9b8-x2x7z");
        return new FlowPeer(
                "default",
                namespace,
                pod,
                kind.equals("Job") ? workload + "-k4r2" : workload,
                kind,
                List.of(
                        "k8s:app=" + workload,
                        "k8s:io.kubernetes.pod.namespace=" + namespace,
                        "k8s:io.cilium.k8s.policy.cluster=default"),
                10_000 + Math.abs((namespace + workload).hashCode() % 50_000),
                List.of(),
                "10.244.0." + (1 + Math.abs(workload.hashCode() % 250)),
                port);
    }

    public static FlowPeer world(String ip, int port) {
        return new FlowPeer("", "", "", "", "", List.of("reserved:world"), 2, List.of(), ip, port);
    }

    public static FlowPeer on(FlowPeer peer, int port) {
        return like(peer, peer.labels(), peer.identity(), port);
    }

    /** The same pod with one more label, written as Hubble writes it. */
    public static FlowPeer labelled(FlowPeer peer, String label) {
        var labels = new ArrayList<>(peer.labels());
        labels.add(label);
        return like(peer, labels, peer.identity() + 1, peer.port());
    }

    private static FlowPeer like(FlowPeer peer, List<String> labels, int identity, int port) {
        return new FlowPeer(
                peer.cluster(),
                peer.namespace(),
                peer.pod(),
                peer.workload(),
                peer.workloadKind(),
                labels,
                identity,
                peer.names(),
                peer.ip(),
                port);
    }

    /** Both events of one denied SYN. */
    public static List<Flow> deniedSyn(Instant at, FlowPeer from, FlowPeer to) {
        return List.of(
                flow(at, from, to)
                        .verdict(Verdict.DROPPED)
                        .event(EventType.POLICY_VERDICT, 0)
                        .drop(DropReason.POLICY_DENIED)
                        .syn()
                        .build(),
                flow(at, from, to)
                        .verdict(Verdict.DROPPED)
                        .event(EventType.DROP, 133)
                        .drop(DropReason.POLICY_DENIED)
                        .syn()
                        .build());
    }

    /** Both events of one SYN that a deny rule of the sender's own policy kept from leaving: only the verdict names it. */
    public static List<Flow> deniedAtSource(
            Instant at, FlowPeer from, FlowPeer to, PolicyRef policy) {
        return List.of(
                flow(at, from, to)
                        .verdict(Verdict.DROPPED)
                        .event(EventType.POLICY_VERDICT, 0)
                        .drop(DropReason.POLICY_DENY)
                        .direction(Direction.EGRESS)
                        .egressDeniedBy(policy)
                        .syn()
                        .build(),
                flow(at, from, to)
                        .verdict(Verdict.DROPPED)
                        .event(EventType.DROP, 181)
                        .drop(DropReason.POLICY_DENY)
                        .direction(Direction.EGRESS)
                        .syn()
                        .build());
    }

    /** All events of one SYN that its sender's policies let go and its receiver's deny. */
    public static List<Flow> deniedOnArrival(Instant at, FlowPeer from, FlowPeer to) {
        return Stream.concat(
                        Stream.of(
                                flow(at, from, to)
                                        .direction(Direction.EGRESS)
                                        .event(EventType.POLICY_VERDICT, 0)
                                        .syn()
                                        .build(),
                                leftOnly(at, from, to)),
                        deniedSyn(at, from, to).stream())
                .toList();
    }

    /** All events of one allowed SYN between pods whose egress and ingress are both isolated. */
    public static List<Flow> allowedSyn(Instant at, FlowPeer from, FlowPeer to) {
        return List.of(
                flow(at, from, to)
                        .direction(Direction.EGRESS)
                        .event(EventType.POLICY_VERDICT, 0)
                        .syn()
                        .build(),
                flow(at, from, to)
                        .event(EventType.POLICY_VERDICT, 0)
                        .allowedBy(
                                new PolicyRef("CiliumNetworkPolicy", "users", "mysql-ingress", 7))
                        .syn()
                        .build(),
                flow(at, from, to).trace(TO_ENDPOINT, NEW).syn().build());
    }

    /** The egress side alone: it left, and nobody saw it arrive. */
    public static Flow leftOnly(Instant at, FlowPeer from, FlowPeer to) {
        return flow(at, from, to).direction(Direction.EGRESS).trace(TO_STACK, NEW).syn().build();
    }

    /** A packet of a connection that stands. */
    public static Flow packet(Instant at, FlowPeer from, FlowPeer to) {
        return flow(at, from, to)
                .trace(TO_ENDPOINT, ESTABLISHED)
                .flags(TcpFlags.ACK | TcpFlags.PSH)
                .build();
    }

    /** The answer to such a packet. */
    public static Flow reply(Instant at, FlowPeer client, FlowPeer server) {
        return flow(at, server, client)
                .trace(TO_ENDPOINT, 3)
                .reply(Reply.YES)
                .flags(TcpFlags.ACK | TcpFlags.PSH)
                .build();
    }

    /** A request the L7 proxy let through, or did not. */
    public static Flow request(Instant at, FlowPeer from, FlowPeer to, Verdict verdict) {
        return flow(at, from, to)
                .verdict(verdict)
                .event(EventType.L7, 0)
                .l7(
                        new L7.Http(
                                L7.Part.REQUEST,
                                Duration.ZERO,
                                0,
                                "GET",
                                "http://user-service/api/v1/users",
                                "HTTP/1.1",
                                List.of()))
                .build();
    }

    /** A name asked for. */
    public static Flow question(Instant at, FlowPeer from, FlowPeer to) {
        return flow(at, from, to)
                .protocol(Protocol.UDP)
                .event(EventType.L7, 0)
                .l7(
                        new L7.Dns(
                                L7.Part.REQUEST,
                                Duration.ZERO,
                                "mysql.users.svc.cluster.local.",
                                List.of(),
                                0,
                                0,
                                List.of("A")))
                .build();
    }

    public static Builder flow(Instant at, FlowPeer from, FlowPeer to) {
        return new Builder(at, from, to);
    }

    /** One flow, forwarded TCP on ingress unless said otherwise. */
    public static final class Builder {
        private final Instant at;
        private final FlowPeer from;
        private final FlowPeer to;
        private Verdict verdict = Verdict.FORWARDED;
        private EventType event = EventType.NONE;
        private DropReason drop = DropReason.NONE;
        private Direction direction = Direction.INGRESS;
        private Reply reply = Reply.NO;
        private Protocol protocol = Protocol.TCP;
        private TcpFlags flags = TcpFlags.NONE;
        private Optional<L7> l7 = Optional.empty();
        private int point;
        private int reason;
        private List<PolicyRef> allowedBy = List.of();
        private List<PolicyRef> egressAllowedBy = List.of();
        private List<PolicyRef> egressDeniedBy = List.of();
        private String node = "node-1";

        private Builder(Instant at, FlowPeer from, FlowPeer to) {
            this.at = at;
            this.from = from;
            this.to = to;
        }

        public Builder verdict(Verdict value) {
            verdict = value;
            return this;
        }

        public Builder event(int type, int subType) {
            event = new EventType(type, subType);
            return this;
        }

        public Builder drop(DropReason value) {
            drop = value;
            reply = Reply.UNKNOWN;
            return this;
        }

        public Builder direction(Direction value) {
            direction = value;
            return this;
        }

        public Builder reply(Reply value) {
            reply = value;
            return this;
        }

        public Builder protocol(Protocol value) {
            protocol = value;
            return this;
        }

        public Builder flags(int bits) {
            flags = TcpFlags.of(bits);
            return this;
        }

        public Builder syn() {
            return flags(TcpFlags.SYN);
        }

        public Builder trace(int where, int why) {
            event = new EventType(EventType.TRACE, where == TO_ENDPOINT ? 0 : where);
            point = where;
            reason = why;
            return this;
        }

        public Builder l7(L7 value) {
            l7 = Optional.of(value);
            return this;
        }

        public Builder allowedBy(PolicyRef policy) {
            allowedBy = List.of(policy);
            return this;
        }

        public Builder egressAllowedBy(PolicyRef policy) {
            egressAllowedBy = List.of(policy);
            return this;
        }

        public Builder egressDeniedBy(PolicyRef policy) {
            egressDeniedBy = List.of(policy);
            return this;
        }

        public Builder node(String value) {
            node = value;
            return this;
        }

        public Flow build() {
            return new Flow(
                    at,
                    UUID.randomUUID().toString(),
                    node,
                    l7.isPresent() ? 2 : 1,
                    event,
                    verdict.ordinal(),
                    drop,
                    direction,
                    reply,
                    from,
                    to,
                    protocol,
                    flags,
                    l7,
                    0,
                    point,
                    reason,
                    0,
                    egressAllowedBy,
                    allowedBy,
                    egressDeniedBy,
                    List.of(),
                    "");
        }
    }
}
