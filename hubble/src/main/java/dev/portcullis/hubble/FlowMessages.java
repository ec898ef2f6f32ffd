package dev.portcullis.hubble;

import com.google.protobuf.BoolValue;
import com.google.protobuf.Timestamp;
import dev.portcullis.hubble.proto.flow.CiliumEventType;
import dev.portcullis.hubble.proto.flow.DNS;
import dev.portcullis.hubble.proto.flow.Endpoint;
import dev.portcullis.hubble.proto.flow.HTTP;
import dev.portcullis.hubble.proto.flow.HTTPHeader;
import dev.portcullis.hubble.proto.flow.ICMPv4;
import dev.portcullis.hubble.proto.flow.ICMPv6;
import dev.portcullis.hubble.proto.flow.IGMP;
import dev.portcullis.hubble.proto.flow.IP;
import dev.portcullis.hubble.proto.flow.IPVersion;
import dev.portcullis.hubble.proto.flow.Layer4;
import dev.portcullis.hubble.proto.flow.Layer7;
import dev.portcullis.hubble.proto.flow.Policy;
import dev.portcullis.hubble.proto.flow.SCTP;
import dev.portcullis.hubble.proto.flow.TCP;
import dev.portcullis.hubble.proto.flow.TCPFlags;
import dev.portcullis.hubble.proto.flow.UDP;
import dev.portcullis.hubble.proto.flow.VRRP;
import dev.portcullis.hubble.proto.flow.Workload;
import java.time.Instant;
import java.util.List;

/** Writes flows back as messages, with all that the record holds of them. */
public final class FlowMessages {

    private FlowMessages() {}

    /** The message of a record. Reading it again gives an equal record. */
    @SuppressWarnings("deprecation") // What old readers of the JSON look for.
    public static dev.portcullis.hubble.proto.flow.Flow write(Flow flow) {
        var message =
                dev.portcullis.hubble.proto.flow.Flow.newBuilder()
                        .setTime(timestamp(flow.time()))
                        .setUuid(flow.uuid())
                        .setNodeName(flow.nodeName())
                        .setTypeValue(flow.type())
                        .setVerdictValue(flow.verdictNumber())
                        .setDropReason(flow.dropReason().number())
                        .setDropReasonDescValue(flow.dropReason().number())
                        .setTrafficDirectionValue(flow.direction().ordinal())
                        .setPolicyMatchType(flow.policyMatch())
                        .setTraceObservationPointValue(flow.tracePoint())
                        .setTraceReasonValue(flow.traceReason())
                        .setProxyPort(flow.proxyPort())
                        .addAllEgressAllowedBy(policies(flow.egressAllowedBy()))
                        .addAllIngressAllowedBy(policies(flow.ingressAllowedBy()))
                        .addAllEgressDeniedBy(policies(flow.egressDeniedBy()))
                        .addAllIngressDeniedBy(policies(flow.ingressDeniedBy()))
                        .addAllSourceNames(flow.source().names())
                        .addAllDestinationNames(flow.destination().names())
                        .setSource(endpoint(flow.source()))
                        .setDestination(endpoint(flow.destination()))
                        .setSummary(flow.summary());
        if (!flow.event().equals(EventType.NONE)) {
            message.setEventType(
                    CiliumEventType.newBuilder()
                            .setType(flow.event().type())
                            .setSubType(flow.event().subType()));
        }
        if (flow.reply() != Reply.UNKNOWN) {
            boolean reply = flow.reply() == Reply.YES;
            message.setReply(reply).setIsReply(BoolValue.of(reply));
        }
        if (!flow.source().ip().isEmpty() || !flow.destination().ip().isEmpty()) {
            message.setIP(ip(flow));
        }
        if (flow.protocol() != Protocol.UNKNOWN) {
            message.setL4(l4(flow));
        }
        flow.l7().ifPresent(l7 -> message.setL7(l7(l7)));
        return message.build();
    }

    /** A time for the wire. */
    public static Timestamp timestamp(Instant time) {
        return Timestamp.newBuilder()
                .setSeconds(time.getEpochSecond())
                .setNanos(time.getNano())
                .build();
    }

    /** Flags for the wire. */
    public static TCPFlags tcpFlags(TcpFlags flags) {
        return TCPFlags.newBuilder()
                .setFIN(flags.has(TcpFlags.FIN))
                .setSYN(flags.has(TcpFlags.SYN))
                .setRST(flags.has(TcpFlags.RST))
                .setPSH(flags.has(TcpFlags.PSH))
                .setACK(flags.has(TcpFlags.ACK))
                .setURG(flags.has(TcpFlags.URG))
                .setECE(flags.has(TcpFlags.ECE))
                .setCWR(flags.has(TcpFlags.CWR))
                .setNS(flags.has(TcpFlags.NS))
                .build();
    }

    private static IP ip(Flow flow) {
        boolean v6 = flow.source().ip().contains(":") || flow.destination().ip().contains(":");
        return IP.newBuilder()
                .setSource(flow.source().ip())
                .setDestination(flow.destination().ip())
                .setIpVersion(v6 ? IPVersion.IPv6 : IPVersion.IPv4)
                .build();
    }

    private static Endpoint endpoint(FlowPeer peer) {
        var endpoint =
                Endpoint.newBuilder()
                        .setClusterName(peer.cluster())
                        .setNamespace(peer.namespace())
                        .setPodName(peer.pod())
                        .setIdentity(peer.identity())
                        .addAllLabels(peer.labels());
        if (!peer.workload().isEmpty() || !peer.workloadKind().isEmpty()) {
            endpoint.addWorkloads(
                    Workload.newBuilder().setName(peer.workload()).setKind(peer.workloadKind()));
        }
        return endpoint.build();
    }

    private static Layer4 l4(Flow flow) {
        int from = flow.source().port();
        int to = flow.destination().port();
        var l4 = Layer4.newBuilder();
        switch (flow.protocol()) {
            case TCP -> {
                var tcp = TCP.newBuilder().setSourcePort(from).setDestinationPort(to);
                if (flow.tcpFlags().bits() != 0) {
                    tcp.setFlags(tcpFlags(flow.tcpFlags()));
                }
                l4.setTCP(tcp);
            }
            case UDP -> l4.setUDP(UDP.newBuilder().setSourcePort(from).setDestinationPort(to));
            case SCTP -> l4.setSCTP(SCTP.newBuilder().setSourcePort(from).setDestinationPort(to));
            case ICMPV4 -> l4.setICMPv4(ICMPv4.getDefaultInstance());
            case ICMPV6 -> l4.setICMPv6(ICMPv6.getDefaultInstance());
            case VRRP -> l4.setVRRP(VRRP.getDefaultInstance());
            case IGMP -> l4.setIGMP(IGMP.getDefaultInstance());
            case UNKNOWN -> {}
        }
        return l4.build();
    }

    @SuppressWarnings("deprecation") // Kafka records still come from older agents.
    private static Layer7 l7(L7 l7) {
        var message =
                Layer7.newBuilder()
                        .setTypeValue(l7.part().ordinal())
                        .setLatencyNs(l7.latency().toNanos());
        switch (l7) {
            case L7.Http http -> {
                var inner =
                        HTTP.newBuilder()
                                .setCode(http.code())
                                .setMethod(http.method())
                                .setUrl(http.url())
                                .setProtocol(http.protocol());
                http.headers()
                        .forEach(
                                header ->
                                        inner.addHeaders(
                                                HTTPHeader.newBuilder()
                                                        .setKey(header.getKey())
                                                        .setValue(header.getValue())));
                message.setHttp(inner);
            }
            case L7.Dns dns ->
                    message.setDns(
                            DNS.newBuilder()
                                    .setQuery(dns.query())
                                    .addAllIps(dns.ips())
                                    .setTtl(dns.ttl())
                                    .setRcode(dns.rcode())
                                    .addAllQtypes(dns.queryTypes()));
            case L7.Other other -> {
                if (other.protocol().equals("kafka")) {
                    message.setKafka(dev.portcullis.hubble.proto.flow.Kafka.getDefaultInstance());
                }
            }
        }
        return message.build();
    }

    private static List<Policy> policies(List<PolicyRef> policies) {
        return policies.stream()
                .map(
                        policy ->
                                Policy.newBuilder()
                                        .setKind(policy.kind())
                                        .setNamespace(policy.namespace())
                                        .setName(policy.name())
                                        .setRevision(policy.revision())
                                        .build())
                .toList();
    }
}
