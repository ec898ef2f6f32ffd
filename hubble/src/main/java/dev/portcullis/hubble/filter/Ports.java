package dev.portcullis.hubble.filter;

import dev.portcullis.hubble.proto.flow.Flow;
import dev.portcullis.hubble.proto.flow.Layer4;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** By port, which the protocol writes as a decimal string. */
final class Ports {

    private Ports() {}

    static Predicate<Flow> ofSource(List<String> values) throws InvalidFilterException {
        Set<Integer> ports = parse(values);
        return flow -> {
            Layer4 l4 = flow.getL4();
            return switch (l4.getProtocolCase()) {
                case TCP -> ports.contains(l4.getTCP().getSourcePort());
                case UDP -> ports.contains(l4.getUDP().getSourcePort());
                case SCTP -> ports.contains(l4.getSCTP().getSourcePort());
                default -> false;
            };
        };
    }

    static Predicate<Flow> ofDestination(List<String> values) throws InvalidFilterException {
        Set<Integer> ports = parse(values);
        return flow -> {
            Layer4 l4 = flow.getL4();
            return switch (l4.getProtocolCase()) {
                case TCP -> ports.contains(l4.getTCP().getDestinationPort());
                case UDP -> ports.contains(l4.getUDP().getDestinationPort());
                case SCTP -> ports.contains(l4.getSCTP().getDestinationPort());
                default -> false;
            };
        };
    }

    private static Set<Integer> parse(List<String> values) throws InvalidFilterException {
        var ports = new HashSet<Integer>();
        for (String value : values) {
            ports.add(port(value));
        }
        return Set.copyOf(ports);
    }

    private static int port(String value) throws InvalidFilterException {
        boolean digits = !value.isEmpty() && value.chars().allMatch(c -> c >= '0' && c <= '9');
        if (digits && value.length() <= 9) {
            int port = Integer.parseInt(value);
            if (port <= 65_535) {
                return port;
            }
        }
        throw new InvalidFilterException("\"%s\" is not a port, 0 to 65535".formatted(value));
    }
}
