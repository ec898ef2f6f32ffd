package dev.portcullis.hubble;

import com.google.protobuf.Timestamp;
import dev.portcullis.hubble.proto.flow.Endpoint;
import dev.portcullis.hubble.proto.flow.Layer4;
import dev.portcullis.hubble.proto.flow.Layer7;
import dev.portcullis.hubble.proto.flow.Policy;
import dev.portcullis.hubble.proto.flow.TCPFlags;
import dev.portcullis.hubble.proto.flow.Workload;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads flows off the wire. What this build has no word for keeps its number. */
public final class FlowRecords {

    private FlowRecords() {}

    /** The record of a flow as it came; nothing is required to be in it, not even a time. */
    public static Flow read(dev.portcullis.hubble.proto.flow.Flow flow) {
        Layer4 l4 = flow.getL4();
        return new Flow(
                instant(flow.getTime()),
                flow.getUuid(),
                flow.getNodeName(),
                flow.getTypeValue(),
                flow.hasEventType()
                        ? new EventType(
                                flow.getEventType().getType(), flow.getEventType().getSubType())
                        : EventType.NONE,
                flow.getVerdictValue(),
                DropReason.of(dropReason(flow)),
                Direction.of(flow.getTrafficDirectionValue()),
                reply(flow),
                peer(
                        flow.getSource(),
                        flow.getSourceNamesList(),
                        flow.getIP().getSource(),
                        sourcePort(l4)),
                peer(
                        flow.getDestination(),
                        flow.getDestinationNamesList(),
                        flow.getIP().getDestination(),
                        destinationPort(l4)),
                protocol(l4),
                l4.hasTCP() ? tcpFlags(l4.getTCP().getFlags()) : TcpFlags.NONE,
                flow.hasL7() ? Optional.of(l7(flow.getL7())) : Optional.empty(),
                flow.getPolicyMatchType(),
                flow.getTraceObservationPointValue(),
                flow.getTraceReasonValue(),
                flow.getProxyPort(),
                policies(flow.getEgressAllowedByList()),
                policies(flow.getIngressAllowedByList()),
                policies(flow.getEgressDeniedByList()),
                policies(flow.getIngressDeniedByList()),
                summary(flow));
    }

    /** A time off the wire; nonsense outside what an {@link Instant} can be becomes its limits. */
    public static Instant instant(Timestamp time) {
        long seconds =
                Math.clamp(
                        time.getSeconds(),
                        Instant.MIN.getEpochSecond(),
                        Instant.MAX.getEpochSecond());
        return Instant.ofEpochSecond(seconds, Math.clamp(time.getNanos(), 0, 999_999_999));
    }

    @SuppressWarnings("deprecation") // Old agents set only the number.
    private static int dropReason(dev.portcullis.hubble.proto.flow.Flow flow) {
        int named = flow.getDropReasonDescValue();
        return named != 0 ? named : flow.getDropReason();
    }

    @SuppressWarnings("deprecation") // There is no other summary.
    private static String summary(dev.portcullis.hubble.proto.flow.Flow flow) {
        return flow.getSummary();
    }

    private static Reply reply(dev.portcullis.hubble.proto.flow.Flow flow) {
        if (!flow.hasIsReply()) {
            return Reply.UNKNOWN;
        }
        return flow.getIsReply().getValue() ? Reply.YES : Reply.NO;
    }

    private static FlowPeer peer(Endpoint endpoint, List<String> names, String ip, int port) {
        Workload workload =
                endpoint.getWorkloadsCount() == 0
                        ? Workload.getDefaultInstance()
                        : endpoint.getWorkloads(0);
        return new FlowPeer(
                endpoint.getClusterName(),
                endpoint.getNamespace(),
                endpoint.getPodName(),
                workload.getName(),
                workload.getKind(),
                endpoint.getLabelsList(),
                endpoint.getIdentity(),
                names,
                ip,
                port);
    }

    static int sourcePort(Layer4 l4) {
        return switch (l4.getProtocolCase()) {
            case TCP -> l4.getTCP().getSourcePort();
            case UDP -> l4.getUDP().getSourcePort();
            case SCTP -> l4.getSCTP().getSourcePort();
            default -> 0;
        };
    }

    static int destinationPort(Layer4 l4) {
        return switch (l4.getProtocolCase()) {
            case TCP -> l4.getTCP().getDestinationPort();
            case UDP -> l4.getUDP().getDestinationPort();
            case SCTP -> l4.getSCTP().getDestinationPort();
            default -> 0;
        };
    }

    private static Protocol protocol(Layer4 l4) {
        return switch (l4.getProtocolCase()) {
            case TCP -> Protocol.TCP;
            case UDP -> Protocol.UDP;
            case ICMPV4 -> Protocol.ICMPV4;
            case ICMPV6 -> Protocol.ICMPV6;
            case SCTP -> Protocol.SCTP;
            case VRRP -> Protocol.VRRP;
            case IGMP -> Protocol.IGMP;
            case PROTOCOL_NOT_SET -> Protocol.UNKNOWN;
        };
    }

    /** The flags as bits. */
    public static TcpFlags tcpFlags(TCPFlags flags) {
        int bits =
                (flags.getFIN() ? TcpFlags.FIN : 0)
                        | (flags.getSYN() ? TcpFlags.SYN : 0)
                        | (flags.getRST() ? TcpFlags.RST : 0)
                        | (flags.getPSH() ? TcpFlags.PSH : 0)
                        | (flags.getACK() ? TcpFlags.ACK : 0)
                        | (flags.getURG() ? TcpFlags.URG : 0)
                        | (flags.getECE() ? TcpFlags.ECE : 0)
                        | (flags.getCWR() ? TcpFlags.CWR : 0)
                        | (flags.getNS() ? TcpFlags.NS : 0);
        return TcpFlags.of(bits);
    }

    @SuppressWarnings("deprecation") // Kafka records still come from older agents.
    private static L7 l7(Layer7 l7) {
        int number = l7.getTypeValue();
        L7.Part part = number >= 0 && number < PARTS.length ? PARTS[number] : L7.Part.UNKNOWN;
        Duration latency = Duration.ofNanos(l7.getLatencyNs());
        return switch (l7.getRecordCase()) {
            case HTTP -> {
                var http = l7.getHttp();
                List<Map.Entry<String, String>> headers = new ArrayList<>(http.getHeadersCount());
                http.getHeadersList()
                        .forEach(
                                header ->
                                        headers.add(Map.entry(header.getKey(), header.getValue())));
                yield new L7.Http(
                        part,
                        latency,
                        http.getCode(),
                        http.getMethod(),
                        http.getUrl(),
                        http.getProtocol(),
                        headers);
            }
            case DNS -> {
                var dns = l7.getDns();
                yield new L7.Dns(
                        part,
                        latency,
                        dns.getQuery(),
                        dns.getIpsList(),
                        dns.getTtl(),
                        dns.getRcode(),
                        dns.getQtypesList());
            }
            case KAFKA -> new L7.Other(part, latency, "kafka");
            case RECORD_NOT_SET -> new L7.Other(part, latency, "");
        };
    }

    private static final L7.Part[] PARTS = L7.Part.values();

    private static List<PolicyRef> policies(List<Policy> policies) {
        if (policies.isEmpty()) {
            return List.of();
        }
        return policies.stream()
                .map(
                        policy ->
                                new PolicyRef(
                                        policy.getKind(),
                                        policy.getNamespace(),
                                        policy.getName(),
                                        policy.getRevision()))
                .toList();
    }
}
