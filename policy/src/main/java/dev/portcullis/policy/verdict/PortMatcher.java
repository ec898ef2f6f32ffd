package dev.portcullis.policy.verdict;

import dev.portcullis.policy.Connection;
import dev.portcullis.policy.Peer;
import dev.portcullis.policy.PortRule.PortMatch;
import dev.portcullis.policy.Protocol;
import dev.portcullis.policy.RuleEntry.IcmpType;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Tells whether a port, or an ICMP type, is one that a rule speaks about. */
sealed interface PortMatcher {

    /** Whether the connection's port is meant. */
    Match match(Connection connection);

    /** True if it speaks of single ports or types rather than of all. */
    boolean narrow();

    /** True if it speaks of a protocol at all. */
    boolean namesProtocol();

    /** What the rule asks for, as a person would write it: {@code 3306/TCP}. */
    String shown();

    static PortMatcher of(PortMatch match) {
        return switch (match) {
            case PortMatch.Numbers numbers -> new Numbered(numbers);
            case PortMatch.Named named -> new ByName(named);
        };
    }

    private static boolean covers(Optional<Protocol> wanted, Protocol asked) {
        return wanted.isPresent() ? wanted.get() == asked : asked.hasPorts();
    }

    private static String suffix(Optional<Protocol> protocol) {
        return protocol.map(one -> "/" + one).orElse("");
    }

    /** Ports by number. */
    record Numbered(PortMatch.Numbers numbers) implements PortMatcher {
        @Override
        public Match match(Connection connection) {
            return Match.of(
                    covers(numbers.protocol(), connection.protocol())
                            && (numbers.everyPort()
                                    || (connection.port() >= numbers.first()
                                            && connection.port() <= numbers.last())));
        }

        @Override
        public boolean narrow() {
            return !numbers.everyPort();
        }

        @Override
        public boolean namesProtocol() {
            return true;
        }

        @Override
        public String shown() {
            String ports =
                    numbers.everyPort()
                            ? "any port"
                            : numbers.first() == numbers.last()
                                    ? String.valueOf(numbers.first())
                                    : numbers.first() + "-" + numbers.last();
            return ports + suffix(numbers.protocol());
        }
    }

    /** A port by the name that the receiving pod gives it. */
    record ByName(PortMatch.Named named) implements PortMatcher {
        @Override
        public Match match(Connection connection) {
            if (!covers(named.protocol(), connection.protocol())) {
                return Match.NO;
            }
            return switch (connection.to()) {
                case Peer.Entity _, Peer.Outside _ -> Match.NO;
                case Peer.Pod pod -> {
                    Optional<Map<String, Peer.NamedPort>> ports = pod.ports();
                    yield ports.isEmpty()
                            ? new Match.Unknown(
                                    "the container ports of "
                                            + pod.name()
                                            + " are not known, so neither is "
                                            + named.name())
                            : Match.of(is(ports.get().get(named.name()), connection));
                }
            };
        }

        private static boolean is(Peer.@Nullable NamedPort port, Connection connection) {
            return port != null
                    && port.port() == connection.port()
                    && port.protocol() == connection.protocol();
        }

        @Override
        public boolean narrow() {
            return true;
        }

        @Override
        public boolean namesProtocol() {
            return true;
        }

        @Override
        public String shown() {
            return named.name() + suffix(named.protocol());
        }
    }

    /** An ICMP type. */
    record Icmp(IcmpType type) implements PortMatcher {
        @Override
        public Match match(Connection connection) {
            return Match.of(
                    connection.protocol() == (type.v6() ? Protocol.ICMPV6 : Protocol.ICMP)
                            && connection.port() == type.type());
        }

        @Override
        public boolean narrow() {
            return true;
        }

        @Override
        public boolean namesProtocol() {
            return true;
        }

        @Override
        public String shown() {
            return (type.v6() ? "ICMPv6" : "ICMP") + " type " + type.type();
        }
    }

    /** Every port of every protocol. */
    record Every() implements PortMatcher {
        @Override
        public Match match(Connection connection) {
            return Match.YES;
        }

        @Override
        public boolean narrow() {
            return false;
        }

        @Override
        public boolean namesProtocol() {
            return false;
        }

        @Override
        public String shown() {
            return "any port";
        }
    }
}
