package dev.portcullis.bench.storm;

import com.google.protobuf.BoolValue;
import com.google.protobuf.Timestamp;
import dev.portcullis.hubble.proto.flow.CiliumEventType;
import dev.portcullis.hubble.proto.flow.DropReason;
import dev.portcullis.hubble.proto.flow.Endpoint;
import dev.portcullis.hubble.proto.flow.Flow;
import dev.portcullis.hubble.proto.flow.FlowType;
import dev.portcullis.hubble.proto.flow.IP;
import dev.portcullis.hubble.proto.flow.IPVersion;
import dev.portcullis.hubble.proto.flow.Layer4;
import dev.portcullis.hubble.proto.flow.TCP;
import dev.portcullis.hubble.proto.flow.TCPFlags;
import dev.portcullis.hubble.proto.flow.TraceObservationPoint;
import dev.portcullis.hubble.proto.flow.TraceReason;
import dev.portcullis.hubble.proto.flow.TrafficDirection;
import dev.portcullis.hubble.proto.flow.Verdict;
import dev.portcullis.hubble.proto.flow.Workload;
import dev.portcullis.hubble.proto.observer.GetFlowsResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A flow as an agent sends it, serialized once; each one made of it gets its own time and uuid, written over the
 * template's, so that making a hundred thousand a second costs next to nothing.
 */
final class FlowTemplate {
    private static final String UUID = "00000000-0000-4000-8000-000000000000";
    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    /** Numbers that take five bytes each, as every one written over them may. */
    private static final Timestamp TIME =
            Timestamp.newBuilder().setSeconds(Integer.MAX_VALUE).setNanos(999_999_999).build();

    private final byte[] bytes;
    private final int uuidAt;
    private final int timeAt;

    private FlowTemplate(Flow.Builder flow) {
        bytes =
                GetFlowsResponse.newBuilder()
                        .setFlow(flow.setTime(TIME).setUuid(UUID))
                        .setNodeName(flow.getNodeName())
                        .build()
                        .toByteArray();
        uuidAt = find(bytes, UUID.getBytes(StandardCharsets.US_ASCII));
        timeAt = find(bytes, TIME.toByteArray());
    }

    /** A packet of an established connection that reached its destination. */
    static FlowTemplate packet(Endpoint from, String fromIp, Endpoint to, String toIp, int port) {
        return new FlowTemplate(
                between(from, fromIp, to, toIp, port)
                        .setVerdict(Verdict.FORWARDED)
                        .setIsReply(BoolValue.of(false))
                        .setTraceObservationPoint(TraceObservationPoint.TO_ENDPOINT)
                        .setTraceReason(TraceReason.ESTABLISHED)
                        .setEventType(CiliumEventType.newBuilder().setType(4).setSubType(0)));
    }

    /** A SYN that no rule admitted. */
    static FlowTemplate denial(Endpoint from, String fromIp, Endpoint to, String toIp, int port) {
        var flow =
                between(from, fromIp, to, toIp, port)
                        .setVerdict(Verdict.DROPPED)
                        .setDropReasonDesc(DropReason.POLICY_DENIED)
                        .setEventType(CiliumEventType.newBuilder().setType(5));
        flow.getL4Builder().getTCPBuilder().setFlags(TCPFlags.newBuilder().setSYN(true));
        return new FlowTemplate(flow);
    }

    static Endpoint pod(String namespace, String app) {
        return Endpoint.newBuilder()
                .setIdentity(40_000 + Math.floorMod(app.hashCode(), 20_000))
                .setClusterName("default")
                .setNamespace(namespace)
                .addLabels("k8s:app.kubernetes.io/name=" + app)
                .addLabels("k8s:app.kubernetes.io/part-of=shop")
                .addLabels("k8s:io.cilium.k8s.policy.cluster=default")
                .addLabels("k8s:io.cilium.k8s.policy.serviceaccount=" + app)
                .addLabels("k8s:io.kubernetes.pod.namespace=" + namespace)
                .setPodName(app + "-6f7c9d8b54-x2x7q")
                .addWorkloads(Workload.newBuilder().setName(app).setKind("Deployment"))
                .build();
    }

    static Endpoint world() {
        return Endpoint.newBuilder().setIdentity(2).addLabels("reserved:world").build();
    }

    /** One flow: the {@code number}-th, seen at that time in milliseconds. */
    byte[] flow(long number, long millis) {
        byte[] message = bytes.clone();
        varint(message, timeAt + 1, (int) (millis / 1_000));
        varint(message, timeAt + 7, (int) (millis % 1_000) * 1_000_000);
        long bits = number;
        // The last group of a uuid has twelve digits.
        for (int digit = 35; digit >= 24; digit--) {
            message[uuidAt + digit] = HEX[(int) (bits & 15)];
            bits >>>= 4;
        }
        return message;
    }

    private static Flow.Builder between(
            Endpoint from, String fromIp, Endpoint to, String toIp, int port) {
        return Flow.newBuilder()
                .setIP(
                        IP.newBuilder()
                                .setSource(fromIp)
                                .setDestination(toIp)
                                .setIpVersion(IPVersion.IPv4))
                .setL4(
                        Layer4.newBuilder()
                                .setTCP(
                                        TCP.newBuilder()
                                                .setSourcePort(40_000)
                                                .setDestinationPort(port)
                                                .setFlags(
                                                        TCPFlags.newBuilder()
                                                                .setACK(true)
                                                                .setPSH(true))))
                .setSource(from)
                .setDestination(to)
                .setType(FlowType.L3_L4)
                .setNodeName("default/node-1")
                .setTrafficDirection(TrafficDirection.INGRESS);
    }

    FlowTemplate on(String node) {
        try {
            return new FlowTemplate(
                    GetFlowsResponse.parseFrom(bytes).getFlow().toBuilder().setNodeName(node));
        } catch (com.google.protobuf.InvalidProtocolBufferException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    // Five bytes whatever the number: unneeded ones say only that more follow.
    private static void varint(byte[] into, int at, int number) {
        for (int i = 0; i < 5; i++) {
            into[at + i] = (byte) (number >>> 7 * i & 0x7F | (i < 4 ? 0x80 : 0));
        }
    }

    private static int find(byte[] in, byte[] what) {
        for (int i = 0; i + what.length <= in.length; i++) {
            if (Arrays.equals(in, i, i + what.length, what, 0, what.length)) {
                return i;
            }
        }
        throw new IllegalStateException("The template is not as it was written");
    }
}
