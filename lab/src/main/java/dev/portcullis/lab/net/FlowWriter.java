package dev.portcullis.lab.net;

import com.google.protobuf.BoolValue;
import com.google.protobuf.Timestamp;
import dev.portcullis.hubble.proto.flow.CiliumEventType;
import dev.portcullis.hubble.proto.flow.DropReason;
import dev.portcullis.hubble.proto.flow.Endpoint;
import dev.portcullis.hubble.proto.flow.Flow;
import dev.portcullis.hubble.proto.flow.FlowType;
import dev.portcullis.hubble.proto.flow.HTTP;
import dev.portcullis.hubble.proto.flow.IP;
import dev.portcullis.hubble.proto.flow.IPVersion;
import dev.portcullis.hubble.proto.flow.L7FlowType;
import dev.portcullis.hubble.proto.flow.Layer4;
import dev.portcullis.hubble.proto.flow.Layer7;
import dev.portcullis.hubble.proto.flow.Policy;
import dev.portcullis.hubble.proto.flow.TCP;
import dev.portcullis.hubble.proto.flow.TraceObservationPoint;
import dev.portcullis.hubble.proto.flow.TraceReason;
import dev.portcullis.hubble.proto.flow.TrafficDirection;
import dev.portcullis.hubble.proto.flow.Verdict;
import dev.portcullis.hubble.proto.flow.Workload;
import dev.portcullis.policy.Direction;
import dev.portcullis.policy.PolicyId;
import dev.portcullis.policy.verdict.DenyReason;
import dev.portcullis.policy.verdict.DirectionVerdict;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * Writes what Cilium's agent would report, in its shape: {@code pkg/hubble/parser/threefour} for events of the data
 * path, {@code parser/seven} for requests.
 */
final class FlowWriter {

    private static final int DROP = 1;
    private static final int TRACE = 4;
    private static final int POLICY_VERDICT = 5;
    private static final int ACCESS_LOG = 129;
    private static final String CLUSTER = "default";

    private final Consumer<Flow> sink;
    private final Clock clock;
    private final String node;

    FlowWriter(Consumer<Flow> sink, Clock clock, String node) {
        this.sink = sink;
        this.clock = clock;
        this.node = node;
    }

    /** The addresses and ports of a connection, from the client's side. */
    record Line(Party client, int clientPort, Party server, int port) {}

    /** A new connection's verdict on one side. Cilium tells only where a policy is enforced. */
    void verdict(Line line, DirectionVerdict side) {
        if (!side.enforced()) {
            return;
        }
        boolean ingress = side.direction() == Direction.INGRESS;
        boolean passes = Decision.passes(side);
        Flow.Builder flow =
                packet(line, false, Packet.SYN)
                        .setEventType(CiliumEventType.newBuilder().setType(POLICY_VERDICT))
                        .setTrafficDirection(direction(side.direction()))
                        .setPolicyMatchType(side.match().number());
        List<Policy> policies = side.policies().stream().map(FlowWriter::policy).toList();
        if (passes) {
            flow.setVerdict(
                            side instanceof DirectionVerdict.Redirected
                                    ? Verdict.REDIRECTED
                                    : Verdict.FORWARDED)
                    .setIsReply(BoolValue.of(false));
            if (ingress) {
                flow.addAllIngressAllowedBy(policies);
            } else {
                flow.addAllEgressAllowedBy(policies);
            }
            emit(flow);
            return;
        }
        refused(line, side, Packet.SYN);
    }

    /** A packet that one side refuses: a policy verdict and a drop, as Cilium tells both. */
    void refused(Line line, DirectionVerdict side, Packet packet) {
        boolean ingress = side.direction() == Direction.INGRESS;
        DropReason reason = reason(side);
        Flow.Builder verdict =
                dropped(packet(line, false, packet), reason)
                        .setEventType(CiliumEventType.newBuilder().setType(POLICY_VERDICT))
                        .setTrafficDirection(direction(side.direction()))
                        .setPolicyMatchType(side.match().number());
        if (reason == DropReason.POLICY_DENY) {
            List<Policy> policies = side.policies().stream().map(FlowWriter::policy).toList();
            if (ingress) {
                verdict.addAllIngressDeniedBy(policies);
            } else {
                verdict.addAllEgressDeniedBy(policies);
            }
        }
        emit(verdict);
        drop(line, packet, reason, side.direction());
    }

    /** A packet that goes nowhere for another reason than policy. */
    void drop(Line line, Packet packet, DropReason reason, Direction direction) {
        emit(
                dropped(packet(line, false, packet), reason)
                        .setEventType(
                                CiliumEventType.newBuilder()
                                        .setType(DROP)
                                        .setSubType(reason.getNumber()))
                        .setTrafficDirection(direction(direction)));
    }

    /** A packet that arrives. {@code proxied}: the first stop is the proxy that looks at requests. */
    void arrived(Line line, boolean reply, Packet packet, boolean proxied) {
        Party receiver = reply ? line.client() : line.server();
        TraceObservationPoint point =
                isHost(receiver)
                        ? TraceObservationPoint.TO_STACK
                        : proxied && !reply
                                ? TraceObservationPoint.TO_PROXY
                                : TraceObservationPoint.TO_ENDPOINT;
        int subType = point == TraceObservationPoint.TO_ENDPOINT ? 0 : point.getNumber();
        // The observer is the receiving endpoint, or the sending one where the host receives.
        boolean ingress = isHost(receiver) == reply;
        emit(
                packet(line, reply, packet)
                        .setVerdict(Verdict.FORWARDED)
                        .setEventType(
                                CiliumEventType.newBuilder().setType(TRACE).setSubType(subType))
                        .setTraceObservationPoint(point)
                        .setTraceReason(
                                reply
                                        ? TraceReason.REPLY
                                        : packet == Packet.SYN
                                                ? TraceReason.NEW
                                                : TraceReason.ESTABLISHED)
                        .setTrafficDirection(
                                ingress ? TrafficDirection.INGRESS : TrafficDirection.EGRESS)
                        .setIsReply(BoolValue.of(reply)));
    }

    /** A request that the proxy saw, and whether it let it pass. */
    void request(Line line, Direction side, HttpHead.Request request, boolean passes) {
        emit(
                access(line, false, side)
                        .setVerdict(passes ? Verdict.FORWARDED : Verdict.DROPPED)
                        .setL7(
                                Layer7.newBuilder()
                                        .setType(L7FlowType.REQUEST)
                                        .setHttp(http(request)))
                        .setSummary(
                                "%s %s %s"
                                        .formatted(
                                                request.version(),
                                                request.method(),
                                                request.url())));
    }

    /** The answer to a request, with the nanoseconds it took. */
    void response(
            Line line, Direction side, HttpHead.Request request, int status, long nanoseconds) {
        emit(
                access(line, true, side)
                        .setVerdict(Verdict.FORWARDED)
                        .setL7(
                                Layer7.newBuilder()
                                        .setType(L7FlowType.RESPONSE)
                                        .setLatencyNs(nanoseconds)
                                        .setHttp(http(request).setCode(status)))
                        .setSummary(
                                "%s %d %dms (%s %s)"
                                        .formatted(
                                                request.version(),
                                                status,
                                                nanoseconds / 1_000_000,
                                                request.method(),
                                                request.url())));
    }

    private static boolean isHost(Party party) {
        return party instanceof Party.Host || party instanceof Party.ApiServer;
    }

    private Flow.Builder access(Line line, boolean reply, Direction side) {
        return ends(line, reply)
                .setType(FlowType.L7)
                .setL4(ports(line, reply))
                .setEventType(CiliumEventType.newBuilder().setType(ACCESS_LOG))
                .setTrafficDirection(direction(side))
                .setIsReply(BoolValue.of(reply));
    }

    private static HTTP.Builder http(HttpHead.Request request) {
        return HTTP.newBuilder()
                .setMethod(request.method())
                .setUrl(request.url())
                .setProtocol(request.version());
    }

    private Flow.Builder packet(Line line, boolean reply, Packet packet) {
        Layer4.Builder ports = ports(line, reply);
        ports.getTCPBuilder().setFlags(packet.flags());
        return ends(line, reply)
                .setType(FlowType.L3_L4)
                .setL4(ports)
                .setSummary("TCP Flags: " + packet.words());
    }

    private Flow.Builder ends(Line line, boolean reply) {
        Party from = reply ? line.server() : line.client();
        Party to = reply ? line.client() : line.server();
        Instant now = clock.instant();
        return Flow.newBuilder()
                .setTime(
                        Timestamp.newBuilder()
                                .setSeconds(now.getEpochSecond())
                                .setNanos(now.getNano()))
                .setUuid(UUID.randomUUID().toString())
                .setIP(
                        IP.newBuilder()
                                .setSource(from.ip())
                                .setDestination(to.ip())
                                .setIpVersion(
                                        to.ip().indexOf(':') < 0 ? IPVersion.IPv4 : IPVersion.IPv6))
                .setSource(endpoint(from))
                .setDestination(endpoint(to))
                .setNodeName(node);
    }

    private static Layer4.Builder ports(Line line, boolean reply) {
        return Layer4.newBuilder()
                .setTCP(
                        TCP.newBuilder()
                                .setSourcePort(reply ? line.port() : line.clientPort())
                                .setDestinationPort(reply ? line.clientPort() : line.port()));
    }

    private static Endpoint endpoint(Party party) {
        return switch (party) {
            case Party.Pod pod -> endpoint(pod.endpoint());
            case Party.Host _ ->
                    Endpoint.newBuilder().setIdentity(1).addLabels("reserved:host").build();
            case Party.ApiServer _ ->
                    Endpoint.newBuilder()
                            .setIdentity(7)
                            .addLabels("reserved:kube-apiserver")
                            .build();
            case Party.Outside _ ->
                    Endpoint.newBuilder().setIdentity(2).addLabels("reserved:world").build();
        };
    }

    private static Endpoint endpoint(PodEndpoint pod) {
        Endpoint.Builder endpoint =
                Endpoint.newBuilder()
                        .setID(pod.id())
                        .setIdentity(pod.identity())
                        .setClusterName(CLUSTER)
                        .setNamespace(pod.peer().namespace())
                        .setPodName(pod.peer().pod());
        pod.peer().labels().list().forEach(label -> endpoint.addLabels(label.toString()));
        pod.workload()
                .ifPresent(
                        owner ->
                                endpoint.addWorkloads(
                                        Workload.newBuilder()
                                                .setKind(owner.kind())
                                                .setName(owner.name())));
        return endpoint.build();
    }

    private static Policy policy(PolicyId id) {
        Policy.Builder policy = Policy.newBuilder().setKind(id.kind().word()).setName(id.name());
        if (!id.namespace().isEmpty()) {
            policy.setNamespace(id.namespace());
        }
        return policy.addLabels("k8s:io.cilium.k8s.policy.derived-from=" + id.kind().word())
                .addLabels("k8s:io.cilium.k8s.policy.name=" + id.name())
                .addLabels("k8s:io.cilium.k8s.policy.namespace=" + id.namespace())
                .build();
    }

    @SuppressWarnings("deprecation") // Cilium fills the old field as well, and readers use it.
    private static Flow.Builder dropped(Flow.Builder flow, DropReason reason) {
        return flow.setVerdict(Verdict.DROPPED)
                .setDropReason(reason.getNumber())
                .setDropReasonDesc(reason);
    }

    /** A deny rule is told apart from no rule. */
    private static DropReason reason(DirectionVerdict side) {
        return side instanceof DirectionVerdict.Denied denied
                        && denied.reason() instanceof DenyReason.DenyRules
                ? DropReason.POLICY_DENY
                : DropReason.POLICY_DENIED;
    }

    private static TrafficDirection direction(Direction direction) {
        return direction == Direction.INGRESS ? TrafficDirection.INGRESS : TrafficDirection.EGRESS;
    }

    private void emit(Flow.Builder flow) {
        sink.accept(flow.build());
    }
}
