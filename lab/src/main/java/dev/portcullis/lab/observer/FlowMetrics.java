package dev.portcullis.lab.observer;

import dev.portcullis.hubble.EventType;
import dev.portcullis.hubble.proto.flow.Flow;
import dev.portcullis.hubble.proto.flow.L7FlowType;
import dev.portcullis.hubble.proto.flow.Layer4;
import dev.portcullis.hubble.proto.flow.LostEventSource;
import dev.portcullis.hubble.proto.flow.TCPFlags;
import dev.portcullis.hubble.proto.flow.TraceObservationPoint;
import dev.portcullis.hubble.proto.flow.Verdict;
import io.prometheus.metrics.core.datapoints.DistributionDataPoint;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Counts flows as Hubble's metric handlers do, names and labels included, so that what is built on
 * these series works on a cluster's.
 */
final class FlowMetrics {
    private static final int HOST_IDENTITY = 1;

    private static final String[] MATCHES = {
        "none", "l3-only", "l3-l4", "l4-only", "all", "l3-proto", "proto-only"
    };

    private final PrometheusRegistry registry = new PrometheusRegistry();

    private final BoundedCounter flows =
            counter("flows_processed", "Flows seen", "protocol", "type", "subtype", "verdict");
    private final BoundedCounter drops =
            counter(
                    "drop",
                    "Dropped flows; a packet that a policy denies counts twice, as verdict and as drop",
                    "reason",
                    "protocol");
    private final BoundedCounter verdicts =
            counter("policy_verdicts", "Decisions of policies", "match", "action", "direction");
    private final BoundedCounter tcpFlags =
            counter("tcp_flags", "TCP flags of forwarded packets", "flag", "family");
    private final BoundedCounter ports =
            counter(
                    "port_distribution",
                    "Forwarded packets by destination port",
                    "protocol",
                    "port");
    private final BoundedCounter requests =
            counter(
                    "http_requests",
                    "HTTP requests that were answered",
                    "method",
                    "protocol",
                    "status",
                    "reporter");
    private final Histogram durations =
            Histogram.builder()
                    .name("hubble_http_request_duration_seconds")
                    .help("Time from the request to the answer")
                    .classicOnly()
                    .labelNames(FlowContext.labels("method", "reporter"))
                    .register(registry);
    private final Counter lost =
            Counter.builder()
                    .name("hubble_lost_events_total")
                    .help("Events that were lost, by who lost them")
                    .labelNames("source")
                    .register(registry);

    private final Map<List<String>, DistributionDataPoint> durationSeries =
            new ConcurrentHashMap<>();

    FlowMetrics() {
        for (LostEventSource source :
                List.of(
                        LostEventSource.PERF_EVENT_RING_BUFFER,
                        LostEventSource.OBSERVER_EVENTS_QUEUE,
                        LostEventSource.HUBBLE_RING_BUFFER)) {
            lost.labelValues(word(source)).inc(0);
        }
    }

    PrometheusRegistry registry() {
        return registry;
    }

    void count(Flow flow) {
        FlowContext context = FlowContext.of(flow);
        String protocol = protocol(flow);
        flows.add(1, context.with(protocol, type(flow), subtype(flow), flow.getVerdict().name()));
        if (flow.getVerdict() == Verdict.DROPPED) {
            drops.add(1, context.with(flow.getDropReasonDesc().name(), protocol));
        }
        countVerdict(flow, context);
        boolean passed =
                flow.getVerdict() == Verdict.FORWARDED || flow.getVerdict() == Verdict.REDIRECTED;
        if (passed && flow.getL4().hasTCP()) {
            countFlags(flow, context);
        }
        if (passed && !flow.getIsReply().getValue() && !flow.hasL7()) {
            countPort(flow, context);
        }
        if (flow.getL7().hasHttp() && flow.getL7().getType() == L7FlowType.RESPONSE) {
            countHttp(flow);
        }
    }

    void lost(LostEventSource source, long events) {
        lost.labelValues(word(source)).inc(Math.max(0, events));
    }

    private void countVerdict(Flow flow, FlowContext context) {
        if (flow.getSource().getIdentity() == HOST_IDENTITY) {
            return;
        }
        String match;
        if (flow.getEventType().getType() == EventType.POLICY_VERDICT) {
            int number = flow.getPolicyMatchType();
            match = number >= 0 && number < MATCHES.length ? MATCHES[number] : "unknown";
        } else if (flow.getL7().getType() == L7FlowType.REQUEST && flow.getL7().hasHttp()) {
            match = "l7/http";
        } else if (flow.getL7().getType() == L7FlowType.REQUEST && flow.getL7().hasDns()) {
            match = "l7/dns";
        } else {
            return;
        }
        String action = flow.getVerdict().name().toLowerCase(Locale.ROOT);
        verdicts.add(1, context.with(match, action, context.direction()));
    }

    private void countFlags(Flow flow, FlowContext context) {
        TCPFlags flags = flow.getL4().getTCP().getFlags();
        String family =
                switch (flow.getIP().getIpVersion()) {
                    case IPv4 -> "IPv4";
                    case IPv6 -> "IPv6";
                    case IP_NOT_USED, UNRECOGNIZED -> "Unknown";
                };
        if (flags.getFIN()) {
            tcpFlags.add(1, context.with("FIN", family));
        }
        if (flags.getSYN()) {
            tcpFlags.add(1, context.with(flags.getACK() ? "SYN-ACK" : "SYN", family));
        }
        if (flags.getRST()) {
            tcpFlags.add(1, context.with("RST", family));
        }
    }

    private void countPort(Flow flow, FlowContext context) {
        Layer4 l4 = flow.getL4();
        int port =
                switch (l4.getProtocolCase()) {
                    case TCP -> l4.getTCP().getDestinationPort();
                    case UDP -> l4.getUDP().getDestinationPort();
                    case SCTP -> l4.getSCTP().getDestinationPort();
                    default -> 0;
                };
        ports.add(1, context.with(protocol(flow), Integer.toString(port)));
    }

    private void countHttp(Flow flow) {
        FlowContext context = FlowContext.ofResponse(flow);
        var http = flow.getL7().getHttp();
        String reporter =
                switch (flow.getTrafficDirection()) {
                    case INGRESS -> "server";
                    case EGRESS -> "client";
                    case TRAFFIC_DIRECTION_UNKNOWN, UNRECOGNIZED -> "unknown";
                };
        requests.add(
                1,
                context.with(
                        http.getMethod(),
                        http.getProtocol(),
                        Integer.toString(http.getCode()),
                        reporter));
        String[] labels = context.with(http.getMethod(), reporter);
        if (durationSeries.size() < BoundedCounter.MAX_SERIES) {
            durationSeries
                    .computeIfAbsent(List.of(labels), _ -> durations.labelValues(labels))
                    .observe(flow.getL7().getLatencyNs() / 1e9);
        }
    }

    private static String protocol(Flow flow) {
        if (flow.getL7().hasHttp()) {
            return "HTTP";
        }
        if (flow.getL7().hasDns()) {
            return "DNS";
        }
        return switch (flow.getL4().getProtocolCase()) {
            case TCP -> "TCP";
            case UDP -> "UDP";
            case ICMPV4 -> "ICMPv4";
            case ICMPV6 -> "ICMPv6";
            case SCTP -> "SCTP";
            case VRRP -> "VRRP";
            case IGMP -> "IGMP";
            case PROTOCOL_NOT_SET -> "Unknown flow";
        };
    }

    private static String type(Flow flow) {
        return switch (flow.getEventType().getType()) {
            case EventType.DROP -> "Drop";
            case 3 -> "Capture";
            case EventType.TRACE -> "Trace";
            case EventType.POLICY_VERDICT -> "PolicyVerdict";
            case EventType.L7 -> "L7";
            default -> "Unknown";
        };
    }

    private static String subtype(Flow flow) {
        if (flow.getEventType().getType() == EventType.L7) {
            return protocol(flow);
        }
        if (flow.getEventType().getType() == EventType.TRACE) {
            TraceObservationPoint point = flow.getTraceObservationPoint();
            return point.name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
        return "";
    }

    private static String word(LostEventSource source) {
        return source.name().toLowerCase(Locale.ROOT);
    }

    private BoundedCounter counter(String name, String help, String... own) {
        return new BoundedCounter(
                registry, "hubble_" + name + "_total", help, FlowContext.labels(own));
    }
}
