package dev.portcullis.lab.observer;

import com.google.protobuf.BoolValue;
import dev.portcullis.hubble.proto.flow.CiliumEventType;
import dev.portcullis.hubble.proto.flow.DropReason;
import dev.portcullis.hubble.proto.flow.Endpoint;
import dev.portcullis.hubble.proto.flow.Flow;
import dev.portcullis.hubble.proto.flow.HTTP;
import dev.portcullis.hubble.proto.flow.IP;
import dev.portcullis.hubble.proto.flow.IPVersion;
import dev.portcullis.hubble.proto.flow.L7FlowType;
import dev.portcullis.hubble.proto.flow.Layer4;
import dev.portcullis.hubble.proto.flow.Layer7;
import dev.portcullis.hubble.proto.flow.TCP;
import dev.portcullis.hubble.proto.flow.TCPFlags;
import dev.portcullis.hubble.proto.flow.TraceObservationPoint;
import dev.portcullis.hubble.proto.flow.TrafficDirection;
import dev.portcullis.hubble.proto.flow.Verdict;
import dev.portcullis.hubble.proto.flow.Workload;
import java.time.Instant;

/** What the data plane emits. */
final class LabFlows {
    static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    static final Endpoint STOREFRONT = endpoint("shop", "storefront", "Deployment", 1_001);
    static final Endpoint USERS = endpoint("users", "user-service", "Deployment", 1_002);
    static final Endpoint MYSQL = endpoint("users", "mysql", "StatefulSet", 1_003);
    static final Endpoint HOST =
            Endpoint.newBuilder().setIdentity(1).addLabels("reserved:host").build();

    private LabFlows() {}

    /** The drop event of a SYN that no rule admits, at noon plus so many milliseconds. */
    static Flow drop(long number) {
        return syn(STOREFRONT, MYSQL, 3_306)
                .setTime(Observer.timestamp(NOON.plusMillis(number)))
                .setUuid("flow-" + number)
                .setVerdict(Verdict.DROPPED)
                .setDropReasonDesc(DropReason.POLICY_DENIED)
                .setEventType(CiliumEventType.newBuilder().setType(1).setSubType(133))
                .build();
    }

    static Flow deniedVerdict() {
        return drop(0).toBuilder()
                .setEventType(CiliumEventType.newBuilder().setType(5))
                .setPolicyMatchType(0)
                .build();
    }

    static Flow allowedVerdict(Endpoint from, Endpoint to, int port) {
        return syn(from, to, port)
                .setVerdict(Verdict.FORWARDED)
                .setIsReply(BoolValue.of(false))
                .setEventType(CiliumEventType.newBuilder().setType(5))
                .setPolicyMatchType(2)
                .build();
    }

    static Flow synAckTrace() {
        var flow =
                syn(MYSQL, USERS, 40_000)
                        .setVerdict(Verdict.FORWARDED)
                        .setIsReply(BoolValue.of(true))
                        .setEventType(CiliumEventType.newBuilder().setType(4))
                        .setTraceObservationPoint(TraceObservationPoint.TO_ENDPOINT);
        flow.getL4Builder().getTCPBuilder().getFlagsBuilder().setACK(true);
        return flow.build();
    }

    /** The answer travels from the user service back to the storefront. */
    static Flow httpResponse(int code) {
        return syn(USERS, STOREFRONT, 40_000)
                .setVerdict(Verdict.FORWARDED)
                .setIsReply(BoolValue.of(true))
                .setEventType(CiliumEventType.newBuilder().setType(129))
                .setL7(
                        Layer7.newBuilder()
                                .setType(L7FlowType.RESPONSE)
                                .setLatencyNs(20_000_000)
                                .setHttp(
                                        HTTP.newBuilder()
                                                .setCode(code)
                                                .setMethod("GET")
                                                .setProtocol("HTTP/1.1")))
                .build();
    }

    private static Flow.Builder syn(Endpoint from, Endpoint to, int port) {
        return Flow.newBuilder()
                .setSource(from)
                .setDestination(to)
                .setTrafficDirection(TrafficDirection.INGRESS)
                .setIP(
                        IP.newBuilder()
                                .setSource("10.244.0.2")
                                .setDestination("10.244.0.3")
                                .setIpVersion(IPVersion.IPv4))
                .setL4(
                        Layer4.newBuilder()
                                .setTCP(
                                        TCP.newBuilder()
                                                .setSourcePort(40_000)
                                                .setDestinationPort(port)
                                                .setFlags(TCPFlags.newBuilder().setSYN(true))));
    }

    private static Endpoint endpoint(String namespace, String workload, String kind, int identity) {
        return Endpoint.newBuilder()
                .setIdentity(identity)
                .setNamespace(namespace)
                .setPodName(workload + "-0")
                .addLabels("k8s:app=" + workload)
                .addWorkloads(Workload.newBuilder().setName(workload).setKind(kind))
                .build();
    }
}
