package dev.portcullis.hubble.filter;

import dev.portcullis.hubble.proto.flow.Flow;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

/** By transport or application protocol, whatever the letters' case. */
final class Protocols {

    private Protocols() {}

    static Predicate<Flow> of(List<String> values) throws InvalidFilterException {
        var protocols = new ArrayList<Predicate<Flow>>(values.size());
        for (String value : values) {
            protocols.add(one(value));
        }
        return flow -> protocols.stream().anyMatch(protocol -> protocol.test(flow));
    }

    @SuppressWarnings("deprecation") // Kafka records still come from older agents.
    private static Predicate<Flow> one(String value) throws InvalidFilterException {
        return switch (value.toLowerCase(Locale.ROOT)) {
            case "icmp" -> flow -> flow.getL4().hasICMPv4() || flow.getL4().hasICMPv6();
            case "icmpv4" -> flow -> flow.getL4().hasICMPv4();
            case "icmpv6" -> flow -> flow.getL4().hasICMPv6();
            case "tcp" -> flow -> flow.getL4().hasTCP();
            case "udp" -> flow -> flow.getL4().hasUDP();
            case "sctp" -> flow -> flow.getL4().hasSCTP();
            case "vrrp" -> flow -> flow.getL4().hasVRRP();
            case "igmp" -> flow -> flow.getL4().hasIGMP();
            case "dns" -> flow -> flow.getL7().hasDns();
            case "http" -> flow -> flow.getL7().hasHttp();
            case "kafka" -> flow -> flow.getL7().hasKafka();
            default ->
                    throw new InvalidFilterException(
                            "\"%s\" is no protocol known here".formatted(value));
        };
    }
}
