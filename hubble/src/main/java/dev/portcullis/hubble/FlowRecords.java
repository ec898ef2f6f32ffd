package dev.portcullis.hubble;

import com.google.protobuf.Timestamp;
import dev.portcullis.hubble.proto.flow.CiliumEventType;
import dev.portcullis.hubble.proto.flow.Endpoint;
import dev.portcullis.hubble.proto.flow.Layer7;
import dev.portcullis.hubble.proto.flow.Policy;
import dev.portcullis.hubble.proto.flow.TCPFlags;
import dev.portcullis.hubble.proto.flow.Workload;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Reads flows off the wire. What this build has no word for keeps its number. */
public final class FlowRecords {

    private FlowRecords() {}

    /** The record of a flow as it came; nothing is required to be in it, not even a time. */
    public static Flow read(dev.portcullis.hubble.proto.flow.Flow flow) {
        byte[] bytes = flow.toByteArray();
        try {
            return new FlowDecoder(2).read(bytes, 0, bytes.length);
        } catch (IOException impossible) {
            throw new IllegalStateException("A flow could not be read again", impossible);
        }
    }

    /** A time off the wire; nonsense outside what an {@link Instant} can be becomes its limits. */
    public static Instant instant(Timestamp time) {
        return instant(time.getSeconds(), time.getNanos());
    }

    static Instant instant(long seconds, int nanos) {
        return Instant.ofEpochSecond(
                Math.clamp(seconds, Instant.MIN.getEpochSecond(), Instant.MAX.getEpochSecond()),
                Math.clamp(nanos, 0, 999_999_999));
    }

    /** One end of a flow, without its address. */
    static FlowPeer peer(Endpoint endpoint) {
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
                List.of(),
                "",
                0);
    }

    static EventType eventType(CiliumEventType type) {
        return new EventType(type.getType(), type.getSubType());
    }

    static PolicyRef policy(Policy policy) {
        return new PolicyRef(
                policy.getKind(), policy.getNamespace(), policy.getName(), policy.getRevision());
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
    static L7 l7(Layer7 l7) {
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
}
