package dev.portcullis.hubble;

import com.google.protobuf.BoolValue;
import com.google.protobuf.Timestamp;
import dev.portcullis.hubble.proto.flow.CiliumEventType;
import dev.portcullis.hubble.proto.flow.DropReason;
import dev.portcullis.hubble.proto.flow.Endpoint;
import dev.portcullis.hubble.proto.flow.Flow;
import dev.portcullis.hubble.proto.flow.FlowType;
import dev.portcullis.hubble.proto.flow.HTTP;
import dev.portcullis.hubble.proto.flow.HTTPHeader;
import dev.portcullis.hubble.proto.flow.IP;
import dev.portcullis.hubble.proto.flow.IPVersion;
import dev.portcullis.hubble.proto.flow.L7FlowType;
import dev.portcullis.hubble.proto.flow.Layer4;
import dev.portcullis.hubble.proto.flow.Layer7;
import dev.portcullis.hubble.proto.flow.Policy;
import dev.portcullis.hubble.proto.flow.TCP;
import dev.portcullis.hubble.proto.flow.TCPFlags;
import dev.portcullis.hubble.proto.flow.TrafficDirection;
import dev.portcullis.hubble.proto.flow.Verdict;
import dev.portcullis.hubble.proto.flow.Workload;
import java.time.Instant;

/** Flows as a node sends them. */
public final class TestFlows {

    public static final Instant NOON = Instant.parse("2026-11-22T12:00:00.123456789Z");

    private static final Endpoint INTRUDER =
            Endpoint.newBuilder()
                    .setIdentity(40_001)
                    .setClusterName("default")
                    .setNamespace("drills")
                    .addLabels("k8s:app=intruder")
                    .addLabels("k8s:io.kubernetes.pod.namespace=drills")
                    .setPodName("intruder-7f9c")
                    .addWorkloads(Workload.newBuilder().setName("drill-1").setKind("Job"))
                    .build();

    private static final Endpoint MYSQL =
            Endpoint.newBuilder()
                    .setIdentity(40_002)
                    .setClusterName("default")
                    .setNamespace("users")
                    .addLabels("k8s:app=mysql")
                    .addLabels("k8s:portcullis.dev/guarded=true")
                    .setPodName("mysql-0")
                    .addWorkloads(Workload.newBuilder().setName("mysql").setKind("StatefulSet"))
                    .build();

    /** The SYN of an intruder that no rule admits, as the drop event shows it. */
    public static final Flow DROPPED_SYN =
            Flow.newBuilder()
                    .setTime(time(NOON))
                    .setUuid("6d5a9a1e-0000-4000-8000-000000000001")
                    .setNodeName("node-1")
                    .setVerdict(Verdict.DROPPED)
                    .setType(FlowType.L3_L4)
                    .setDropReasonDesc(DropReason.POLICY_DENIED)
                    .setEventType(CiliumEventType.newBuilder().setType(1).setSubType(133))
                    .setTrafficDirection(TrafficDirection.INGRESS)
                    .setIP(
                            IP.newBuilder()
                                    .setSource("10.244.0.9")
                                    .setDestination("10.244.0.5")
                                    .setIpVersion(IPVersion.IPv4))
                    .setL4(
                            Layer4.newBuilder()
                                    .setTCP(
                                            TCP.newBuilder()
                                                    .setSourcePort(45_678)
                                                    .setDestinationPort(3_306)
                                                    .setFlags(TCPFlags.newBuilder().setSYN(true))))
                    .setSource(INTRUDER)
                    .setDestination(MYSQL)
                    .build();

    /** The user service's SYN, which a rule admits, as the verdict event shows it. */
    public static final Flow ALLOWED_SYN =
            DROPPED_SYN.toBuilder()
                    .setUuid("6d5a9a1e-0000-4000-8000-000000000002")
                    .setVerdict(Verdict.FORWARDED)
                    .clearDropReasonDesc()
                    .setIsReply(BoolValue.of(false))
                    .setEventType(CiliumEventType.newBuilder().setType(5))
                    .setPolicyMatchType(2)
                    .addIngressAllowedBy(
                            Policy.newBuilder()
                                    .setKind("CiliumNetworkPolicy")
                                    .setNamespace("users")
                                    .setName("mysql-ingress")
                                    .setRevision(7))
                    .build();

    /** What the proxy read of a request. */
    public static final Flow HTTP_RESPONSE =
            ALLOWED_SYN.toBuilder()
                    .setUuid("6d5a9a1e-0000-4000-8000-000000000003")
                    .setType(FlowType.L7)
                    .setIsReply(BoolValue.of(true))
                    .setEventType(CiliumEventType.newBuilder().setType(129))
                    .setL7(
                            Layer7.newBuilder()
                                    .setType(L7FlowType.RESPONSE)
                                    .setLatencyNs(1_500_000)
                                    .setHttp(
                                            HTTP.newBuilder()
                                                    .setCode(404)
                                                    .setMethod("GET")
                                                    .setUrl(
                                                            "http://user-service.users/api/v1/users?limit=5")
                                                    .setProtocol("HTTP/1.1")
                                                    .addHeaders(
                                                            HTTPHeader.newBuilder()
                                                                    .setKey("Accept")
                                                                    .setValue("*/*"))))
                    .build();

    private TestFlows() {}

    /** A time for the wire. */
    public static Timestamp time(Instant instant) {
        return FlowMessages.timestamp(instant);
    }

    /** A small flow of its own: named after its number, one per millisecond. */
    public static Flow numbered(long number) {
        return DROPPED_SYN.toBuilder()
                .setUuid("flow-" + number)
                .setTime(time(NOON.plusMillis(number)))
                .build();
    }
}
