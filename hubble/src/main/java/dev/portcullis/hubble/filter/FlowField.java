package dev.portcullis.hubble.filter;

import dev.portcullis.hubble.EventType;
import dev.portcullis.hubble.Flow;
import dev.portcullis.hubble.FlowPeer;
import dev.portcullis.hubble.L7;
import dev.portcullis.hubble.PolicyRef;
import dev.portcullis.hubble.Protocol;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/**
 * What a person can filter flows by. Each field is one of Hubble's {@code FlowFilter} fields, or two of
 * them where either end counts; {@link #POLICY} alone has none there and reads the policies a flow names.
 */
public enum FlowField {
    VERDICT("verdict", "Verdict", "forwarded, dropped, redirected, error, audit"),
    DROP_REASON("drop-reason", "Drop reason", "POLICY_DENIED"),
    NAMESPACE("namespace", "Namespace", "users, of either end"),
    FROM_NAMESPACE("from-namespace", "From namespace", "shop"),
    TO_NAMESPACE("to-namespace", "To namespace", "users"),
    WORKLOAD("workload", "Workload", "users/mysql, of either end"),
    FROM_WORKLOAD("from-workload", "From workload", "shop/storefront"),
    TO_WORKLOAD("to-workload", "To workload", "users/mysql"),
    POD("pod", "Pod", "users/mysql-0, or the beginning of it"),
    FROM_POD("from-pod", "From pod", "shop/storefront-"),
    TO_POD("to-pod", "To pod", "users/mysql-0"),
    LABEL("label", "Label", "app=mysql, of either end"),
    FROM_LABEL("from-label", "From label", "app=storefront"),
    TO_LABEL("to-label", "To label", "app=mysql"),
    IP("ip", "IP or CIDR", "10.0.0.0/8, of either end"),
    FROM_IP("from-ip", "From IP or CIDR", "10.0.0.7"),
    TO_IP("to-ip", "To IP or CIDR", "10.0.0.0/8"),
    PORT("port", "Port", "3306, of either end"),
    FROM_PORT("from-port", "From port", "41872"),
    TO_PORT("to-port", "To port", "3306"),
    IDENTITY("identity", "Identity", "Cilium's number, of either end"),
    FROM_IDENTITY("from-identity", "From identity", "2"),
    TO_IDENTITY("to-identity", "To identity", "4711"),
    NAME("name", "DNS name of an end", "*.example.com"),
    PROTOCOL("protocol", "Protocol", "tcp, udp, icmp, http, dns"),
    DIRECTION("direction", "Direction", "ingress or egress"),
    TYPE("type", "Event type", "drop, trace, policy-verdict, l7"),
    REPLY("reply", "Reply", "yes or no"),
    FLAGS("flags", "TCP flags", "SYN, or SYN,ACK"),
    METHOD("method", "HTTP method", "GET"),
    PATH("path", "HTTP path", "a regular expression: ^/api/v1/users"),
    STATUS("status", "HTTP status", "404, 40+ or 5+"),
    DNS("dns", "DNS query", "a regular expression"),
    NODE("node", "Node", "node-1"),
    POLICY("policy", "Policy", "users/mysql-ingress"),
    UUID("uuid", "Flow id", "the flow's uuid");

    private final String key;
    private final String label;
    private final String hint;

    FlowField(String key, String label, String hint) {
        this.key = key;
        this.label = label;
        this.hint = hint;
    }

    /** Its name in an address: {@code drop-reason}. */
    public String key() {
        return key;
    }

    /** Its name on a screen. */
    public String label() {
        return label;
    }

    /** What can be written. */
    public String hint() {
        return hint;
    }

    /** The field with that key. */
    public static Optional<FlowField> of(String key) {
        return Arrays.stream(values()).filter(field -> field.key.equals(key)).findFirst();
    }

    /** The values a flow has of it, as they would be written in a filter; for type-ahead. */
    public List<String> valuesOf(Flow flow) {
        return switch (this) {
            case VERDICT -> List.of(flow.verdict().name().toLowerCase(Locale.ROOT));
            case DROP_REASON ->
                    flow.dropReason().number() == 0 ? List.of() : List.of(flow.dropReason().name());
            case NAMESPACE -> both(flow, FlowField::namespace);
            case FROM_NAMESPACE -> namespace(flow.source());
            case TO_NAMESPACE -> namespace(flow.destination());
            case WORKLOAD -> both(flow, FlowField::workload);
            case FROM_WORKLOAD -> workload(flow.source());
            case TO_WORKLOAD -> workload(flow.destination());
            case POD -> both(flow, FlowField::pod);
            case FROM_POD -> pod(flow.source());
            case TO_POD -> pod(flow.destination());
            case LABEL -> both(flow, FlowPeer::labels);
            case FROM_LABEL -> flow.source().labels();
            case TO_LABEL -> flow.destination().labels();
            case IP -> both(flow, FlowField::ip);
            case FROM_IP -> ip(flow.source());
            case TO_IP -> ip(flow.destination());
            case PORT -> both(flow, FlowField::port);
            case FROM_PORT -> port(flow.source());
            case TO_PORT -> port(flow.destination());
            case IDENTITY -> both(flow, FlowField::identity);
            case FROM_IDENTITY -> identity(flow.source());
            case TO_IDENTITY -> identity(flow.destination());
            case NAME -> both(flow, FlowPeer::names);
            case PROTOCOL ->
                    flow.protocol() == Protocol.UNKNOWN
                            ? List.of()
                            : List.of(flow.protocol().name().toLowerCase(Locale.ROOT));
            case DIRECTION ->
                    flow.direction() == dev.portcullis.hubble.Direction.UNKNOWN
                            ? List.of()
                            : List.of(flow.direction().name().toLowerCase(Locale.ROOT));
            case TYPE -> type(flow.event());
            case REPLY ->
                    switch (flow.reply()) {
                        case YES -> List.of("yes");
                        case NO -> List.of("no");
                        case UNKNOWN -> List.of();
                    };
            case FLAGS ->
                    flow.tcpFlags().bits() == 0
                            ? List.of()
                            : List.of(flow.tcpFlags().toString().replace(" ", ""));
            case METHOD -> http(flow, L7.Http::method);
            case PATH -> http(flow, http -> path(http.url()));
            case STATUS ->
                    http(flow, http -> http.code() == 0 ? "" : Integer.toString(http.code()));
            case DNS ->
                    flow.l7().orElse(null) instanceof L7.Dns dns ? written(dns.query()) : List.of();
            case NODE -> written(flow.nodeName());
            case POLICY ->
                    java.util.stream.Stream.concat(
                                    flow.allowedBy().stream(), flow.deniedBy().stream())
                            .map(FlowField::name)
                            .distinct()
                            .toList();
            case UUID -> written(flow.uuid());
        };
    }

    /** {@code namespace/name}; only the name of a clusterwide policy. */
    static String name(PolicyRef policy) {
        return policy.namespace().isEmpty()
                ? policy.name()
                : policy.namespace() + "/" + policy.name();
    }

    private static List<String> both(Flow flow, Function<FlowPeer, List<String>> of) {
        var values = new ArrayList<>(of.apply(flow.source()));
        for (var value : of.apply(flow.destination())) {
            if (!values.contains(value)) {
                values.add(value);
            }
        }
        return values;
    }

    private static List<String> written(String value) {
        return value.isEmpty() ? List.of() : List.of(value);
    }

    private static List<String> namespace(FlowPeer end) {
        return written(end.namespace());
    }

    private static List<String> workload(FlowPeer end) {
        if (!end.workload().isEmpty()) {
            return List.of(end.namespace() + "/" + end.workload());
        }
        return end.reserved().map(name -> List.of("reserved:" + name)).orElse(List.of());
    }

    private static List<String> pod(FlowPeer end) {
        return end.pod().isEmpty() ? List.of() : List.of(end.namespace() + "/" + end.pod());
    }

    private static List<String> ip(FlowPeer end) {
        return written(end.ip());
    }

    private static List<String> port(FlowPeer end) {
        return end.port() == 0 ? List.of() : List.of(Integer.toString(end.port()));
    }

    private static List<String> identity(FlowPeer end) {
        return end.identity() == 0 ? List.of() : List.of(Integer.toString(end.identity()));
    }

    private static List<String> type(EventType event) {
        return switch (event.type()) {
            case EventType.DROP -> List.of("drop");
            case EventType.TRACE -> List.of("trace");
            case EventType.POLICY_VERDICT -> List.of("policy-verdict");
            case EventType.TRACE_SOCK -> List.of("trace-sock");
            case EventType.L7 -> List.of("l7");
            case 0 -> List.of();
            default -> List.of(Integer.toString(event.type()));
        };
    }

    private static List<String> http(Flow flow, Function<L7.Http, String> of) {
        return flow.l7().orElse(null) instanceof L7.Http http ? written(of.apply(http)) : List.of();
    }

    private static String path(String url) {
        int scheme = url.indexOf("://");
        int start = scheme < 0 ? 0 : url.indexOf('/', scheme + 3);
        int query = url.indexOf('?');
        return start < 0 || query >= 0 && query < start
                ? ""
                : url.substring(start, query < 0 ? url.length() : query);
    }
}
