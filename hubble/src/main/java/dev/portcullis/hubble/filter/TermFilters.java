package dev.portcullis.hubble.filter;

import dev.portcullis.hubble.EventType;
import dev.portcullis.hubble.proto.flow.DropReason;
import dev.portcullis.hubble.proto.flow.EventTypeFilter;
import dev.portcullis.hubble.proto.flow.FlowFilter;
import dev.portcullis.hubble.proto.flow.TCPFlags;
import dev.portcullis.hubble.proto.flow.TrafficDirection;
import dev.portcullis.hubble.proto.flow.Verdict;
import dev.portcullis.hubble.proto.flow.Workload;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Says a condition in Hubble's filters; any of them matching is enough. */
final class TermFilters {
    private static final Pattern LABEL_VALUE = Pattern.compile("[A-Za-z0-9._-]{1,63}");
    private static final long LARGEST_IDENTITY = 0xFFFF_FFFFL;

    private TermFilters() {}

    static List<FlowFilter> of(FlowField field, String value) throws InvalidFilterException {
        return switch (field) {
            case VERDICT -> one(FlowFilter.newBuilder().addVerdict(verdict(value)));
            case DROP_REASON -> one(FlowFilter.newBuilder().addDropReasonDesc(reason(value)));
            case NAMESPACE -> both(fromPod(value + "/"), toPod(value + "/"));
            case FROM_NAMESPACE -> one(fromPod(value + "/"));
            case TO_NAMESPACE -> one(toPod(value + "/"));
            case WORKLOAD ->
                    Stream.concat(workload(value, true).stream(), workload(value, false).stream())
                            .toList();
            case FROM_WORKLOAD -> workload(value, true);
            case TO_WORKLOAD -> workload(value, false);
            case POD -> both(fromPod(value), toPod(value));
            case FROM_POD -> one(fromPod(value));
            case TO_POD -> one(toPod(value));
            case LABEL -> both(fromLabel(value), toLabel(value));
            case FROM_LABEL -> one(fromLabel(value));
            case TO_LABEL -> one(toLabel(value));
            case IP ->
                    both(
                            FlowFilter.newBuilder().addSourceIp(value),
                            FlowFilter.newBuilder().addDestinationIp(value));
            case FROM_IP -> one(FlowFilter.newBuilder().addSourceIp(value));
            case TO_IP -> one(FlowFilter.newBuilder().addDestinationIp(value));
            case PORT ->
                    both(
                            FlowFilter.newBuilder().addSourcePort(value),
                            FlowFilter.newBuilder().addDestinationPort(value));
            case FROM_PORT -> one(FlowFilter.newBuilder().addSourcePort(value));
            case TO_PORT -> one(FlowFilter.newBuilder().addDestinationPort(value));
            case IDENTITY ->
                    both(
                            FlowFilter.newBuilder().addSourceIdentity(identity(value)),
                            FlowFilter.newBuilder().addDestinationIdentity(identity(value)));
            case FROM_IDENTITY -> one(FlowFilter.newBuilder().addSourceIdentity(identity(value)));
            case TO_IDENTITY ->
                    one(FlowFilter.newBuilder().addDestinationIdentity(identity(value)));
            case NAME ->
                    both(
                            FlowFilter.newBuilder().addSourceFqdn(value),
                            FlowFilter.newBuilder().addDestinationFqdn(value));
            case PROTOCOL -> one(FlowFilter.newBuilder().addProtocol(value));
            case DIRECTION -> one(FlowFilter.newBuilder().addTrafficDirection(direction(value)));
            case TYPE ->
                    one(
                            FlowFilter.newBuilder()
                                    .addEventType(
                                            EventTypeFilter.newBuilder().setType(type(value))));
            case REPLY -> one(FlowFilter.newBuilder().addReply(reply(value)));
            case FLAGS -> one(FlowFilter.newBuilder().addTcpFlags(flags(value)));
            case METHOD -> one(FlowFilter.newBuilder().addHttpMethod(value));
            case PATH -> one(FlowFilter.newBuilder().addHttpPath(value));
            case STATUS -> one(FlowFilter.newBuilder().addHttpStatusCode(value));
            case DNS -> one(FlowFilter.newBuilder().addDnsQuery(value));
            case NODE -> one(FlowFilter.newBuilder().addNodeName(value));
            case UUID -> one(FlowFilter.newBuilder().addUuid(value));
            case POLICY ->
                    throw new InvalidFilterException("policies are no field of Hubble's filters");
        };
    }

    // A workload by the name Hubble gives, or by its app label where it gives none; an entity by
    // its own.
    private static List<FlowFilter> workload(String value, boolean source)
            throws InvalidFilterException {
        if (value.startsWith("reserved:")) {
            return one(source ? fromLabel(value) : toLabel(value));
        }
        int slash = value.indexOf('/');
        String namespace = slash < 0 ? "" : value.substring(0, slash);
        String name = value.substring(slash + 1);
        if (name.isEmpty()) {
            throw new InvalidFilterException("\"%s\" must be [namespace/]name".formatted(value));
        }
        var named = in(namespace, source);
        var workload = Workload.newBuilder().setName(name);
        var byName =
                source ? named.addSourceWorkload(workload) : named.addDestinationWorkload(workload);
        if (!LABEL_VALUE.matcher(name).matches()) {
            return one(byName);
        }
        var labelled = in(namespace, source);
        return both(
                byName,
                source
                        ? labelled.addSourceLabel("app=" + name)
                        : labelled.addDestinationLabel("app=" + name));
    }

    private static FlowFilter.Builder in(String namespace, boolean source) {
        var filter = FlowFilter.newBuilder();
        if (namespace.isEmpty()) {
            return filter;
        }
        return source
                ? filter.addSourcePod(namespace + "/")
                : filter.addDestinationPod(namespace + "/");
    }

    private static FlowFilter.Builder fromPod(String value) {
        return FlowFilter.newBuilder().addSourcePod(value);
    }

    private static FlowFilter.Builder toPod(String value) {
        return FlowFilter.newBuilder().addDestinationPod(value);
    }

    private static FlowFilter.Builder fromLabel(String value) {
        return FlowFilter.newBuilder().addSourceLabel(value);
    }

    private static FlowFilter.Builder toLabel(String value) {
        return FlowFilter.newBuilder().addDestinationLabel(value);
    }

    private static List<FlowFilter> one(FlowFilter.Builder filter) {
        return List.of(filter.build());
    }

    private static List<FlowFilter> both(FlowFilter.Builder one, FlowFilter.Builder other) {
        return List.of(one.build(), other.build());
    }

    private static Verdict verdict(String word) throws InvalidFilterException {
        return switch (word.toLowerCase(Locale.ROOT)) {
            case "forwarded", "allowed" -> Verdict.FORWARDED;
            case "dropped", "denied" -> Verdict.DROPPED;
            case "redirected" -> Verdict.REDIRECTED;
            case "error" -> Verdict.ERROR;
            case "audit" -> Verdict.AUDIT;
            case "traced" -> Verdict.TRACED;
            case "translated" -> Verdict.TRANSLATED;
            default ->
                    throw new InvalidFilterException(
                            "there is none called %s; use forwarded, dropped, redirected, error or audit"
                                    .formatted(word));
        };
    }

    private static DropReason reason(String word) throws InvalidFilterException {
        try {
            return DropReason.valueOf(
                    word.strip().toUpperCase(Locale.ROOT).replace(' ', '_').replace('-', '_'));
        } catch (IllegalArgumentException unknown) {
            throw new InvalidFilterException(
                    "there is no drop reason \"%s\"; write POLICY_DENIED".formatted(word));
        }
    }

    private static TrafficDirection direction(String word) throws InvalidFilterException {
        return switch (word.toLowerCase(Locale.ROOT)) {
            case "ingress" -> TrafficDirection.INGRESS;
            case "egress" -> TrafficDirection.EGRESS;
            default ->
                    throw new InvalidFilterException(
                            "\"%s\" is no direction; write ingress or egress".formatted(word));
        };
    }

    private static boolean reply(String word) throws InvalidFilterException {
        return switch (word.toLowerCase(Locale.ROOT)) {
            case "yes", "true" -> true;
            case "no", "false" -> false;
            default ->
                    throw new InvalidFilterException(
                            "\"%s\" is neither yes nor no".formatted(word));
        };
    }

    private static int type(String word) throws InvalidFilterException {
        return switch (word.toLowerCase(Locale.ROOT)) {
            case "drop" -> EventType.DROP;
            case "trace" -> EventType.TRACE;
            case "policy-verdict" -> EventType.POLICY_VERDICT;
            case "trace-sock" -> EventType.TRACE_SOCK;
            case "l7" -> EventType.L7;
            default ->
                    (int)
                            number(
                                    word,
                                    1,
                                    255,
                                    "an event type such as drop, trace, policy-verdict, l7");
        };
    }

    private static int identity(String word) throws InvalidFilterException {
        return (int) number(word, 0, LARGEST_IDENTITY, "an identity, which is a number");
    }

    private static long number(String word, long least, long most, String what)
            throws InvalidFilterException {
        try {
            long number = Long.parseLong(word.strip());
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException noNumber) {
            throw new InvalidFilterException("\"%s\" is not %s".formatted(word, what));
        }
        throw new InvalidFilterException("\"%s\" is not %s".formatted(word, what));
    }

    private static TCPFlags flags(String words) throws InvalidFilterException {
        var flags = TCPFlags.newBuilder();
        for (var word : words.toUpperCase(Locale.ROOT).split(",")) {
            switch (word.strip()) {
                case "FIN" -> flags.setFIN(true);
                case "SYN" -> flags.setSYN(true);
                case "RST" -> flags.setRST(true);
                case "PSH" -> flags.setPSH(true);
                case "ACK" -> flags.setACK(true);
                case "URG" -> flags.setURG(true);
                case "ECE" -> flags.setECE(true);
                case "CWR" -> flags.setCWR(true);
                case "NS" -> flags.setNS(true);
                default ->
                        throw new InvalidFilterException(
                                "\"%s\" is no TCP flag; write SYN or SYN,ACK"
                                        .formatted(word.strip()));
            }
        }
        return flags.build();
    }
}
