package dev.portcullis.bench.ingest;

import com.google.protobuf.BoolValue;
import com.google.protobuf.Timestamp;
import dev.portcullis.hubble.proto.flow.CiliumEventType;
import dev.portcullis.hubble.proto.flow.DropReason;
import dev.portcullis.hubble.proto.flow.Endpoint;
import dev.portcullis.hubble.proto.flow.Ethernet;
import dev.portcullis.hubble.proto.flow.Flow;
import dev.portcullis.hubble.proto.flow.FlowType;
import dev.portcullis.hubble.proto.flow.IP;
import dev.portcullis.hubble.proto.flow.IPVersion;
import dev.portcullis.hubble.proto.flow.Layer4;
import dev.portcullis.hubble.proto.flow.TCP;
import dev.portcullis.hubble.proto.flow.TCPFlags;
import dev.portcullis.hubble.proto.flow.TrafficDirection;
import dev.portcullis.hubble.proto.flow.Verdict;
import dev.portcullis.hubble.proto.flow.Workload;
import dev.portcullis.hubble.proto.observer.GetFlowsResponse;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Random;

/**
 * Flows as an agent sends them, about 900 bytes each, of 200 workloads in 20 namespaces. Every one
 * has its own uuid, which is written over the template's, so that making them costs next to nothing.
 */
final class SampleFlows {
    private static final int TEMPLATES = 2_000;
    private static final String UUID = "00000000-0000-4000-8000-000000000000";
    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    private final byte[][] templates = new byte[TEMPLATES][];
    private final int[] uuidAt = new int[TEMPLATES];
    private long next;

    SampleFlows() {
        var random = new Random(7);
        for (int i = 0; i < TEMPLATES; i++) {
            templates[i] = template(random).toByteArray();
            uuidAt[i] = find(templates[i], UUID.getBytes(StandardCharsets.US_ASCII));
        }
    }

    /** The next message, serialized. */
    byte[] next() {
        int which = (int) (next % TEMPLATES);
        byte[] message = templates[which].clone();
        long bits = next++;
        // The last group of a uuid has twelve digits.
        for (int digit = 35; digit >= 24; digit--) {
            message[uuidAt[which] + digit] = HEX[(int) (bits & 15)];
            bits >>>= 4;
        }
        return message;
    }

    int averageSize() {
        int sum = 0;
        for (byte[] template : templates) {
            sum += template.length;
        }
        return sum / TEMPLATES;
    }

    private static GetFlowsResponse template(Random random) {
        int from = random.nextInt(200);
        int to = random.nextInt(20);
        boolean dropped = random.nextInt(20) == 0;
        var time = Timestamp.newBuilder().setSeconds(1_795_348_800L).setNanos(random.nextInt());
        time.setNanos(random.nextInt(1_000_000_000));
        var flow =
                Flow.newBuilder()
                        .setTime(time)
                        .setUuid(UUID)
                        .setVerdict(dropped ? Verdict.DROPPED : Verdict.FORWARDED)
                        .setEthernet(
                                Ethernet.newBuilder()
                                        .setSource(mac(random))
                                        .setDestination(mac(random)))
                        .setIP(
                                IP.newBuilder()
                                        .setSource("10.0.%d.%d".formatted(from, from))
                                        .setDestination("10.1.%d.%d".formatted(to, to))
                                        .setIpVersion(IPVersion.IPv4))
                        .setL4(
                                Layer4.newBuilder()
                                        .setTCP(
                                                TCP.newBuilder()
                                                        .setSourcePort(
                                                                32_768 + random.nextInt(28_000))
                                                        .setDestinationPort(8_000 + to)
                                                        .setFlags(
                                                                TCPFlags.newBuilder()
                                                                        .setACK(true)
                                                                        .setPSH(true))))
                        .setSource(endpoint(from))
                        .setDestination(endpoint(to))
                        .setType(FlowType.L3_L4)
                        .setNodeName("default/ip-10-0-0-%d".formatted(random.nextInt(5)))
                        .addNodeLabels("kubernetes.io/arch=arm64")
                        .addNodeLabels("topology.kubernetes.io/zone=eu-central-1a")
                        .setTrafficDirection(TrafficDirection.INGRESS)
                        .setEventType(
                                CiliumEventType.newBuilder()
                                        .setType(dropped ? 1 : 4)
                                        .setSubType(dropped ? 133 : 0));
        if (dropped) {
            flow.setDropReasonDesc(DropReason.POLICY_DENIED);
        } else {
            flow.setIsReply(BoolValue.of(random.nextBoolean()));
        }
        return GetFlowsResponse.newBuilder()
                .setFlow(flow)
                .setNodeName(flow.getNodeName())
                .setTime(time)
                .build();
    }

    private static Endpoint endpoint(int number) {
        String namespace = "team-" + number % 20;
        String app = "service-" + number;
        return Endpoint.newBuilder()
                .setID(100 + number)
                .setIdentity(40_000 + number)
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

    private static String mac(Random random) {
        byte[] address = new byte[6];
        random.nextBytes(address);
        return HexFormat.ofDelimiter(":").formatHex(address);
    }

    private static int find(byte[] in, byte[] what) {
        for (int i = 0; i + what.length <= in.length; i++) {
            if (java.util.Arrays.equals(in, i, i + what.length, what, 0, what.length)) {
                return i;
            }
        }
        throw new IllegalStateException("The uuid is not in its message");
    }
}
