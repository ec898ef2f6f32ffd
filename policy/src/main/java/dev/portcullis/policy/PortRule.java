package dev.portcullis.policy;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;

/**
 * One entry of {@code toPorts}: ports, and what may be asked for on them. Without {@code inside}
 * nothing is asked about the requests.
 */
public record PortRule(List<PortMatch> ports, Optional<L7Rules> inside, Proxying proxying) {

    public PortRule {
        ports = List.copyOf(ports);
        requireNonNull(inside, "inside is null");
        requireNonNull(proxying, "proxying is null");
    }

    /** Just these ports. */
    public static PortRule of(List<PortMatch> ports) {
        return new PortRule(ports, Optional.empty(), Proxying.NONE);
    }

    /** Which ports: by number, a range of numbers, or a name that pods give their container ports. */
    public sealed interface PortMatch {

        /** The protocol; empty means TCP, UDP and SCTP alike ({@code ANY}). */
        Optional<Protocol> protocol();

        /** Numbers from first to last. Port 0 alone, and 0 to 65535, are every port. */
        record Numbers(int first, int last, Optional<Protocol> protocol) implements PortMatch {
            public Numbers {
                requireNonNull(protocol, "protocol is null");
                if (first < 0 || last > 65535 || last < first) {
                    throw new IllegalArgumentException(
                            "no such range of ports: " + first + " to " + last);
                }
            }

            /** True if every port is meant. */
            public boolean everyPort() {
                return first == 0 && (last == 0 || last == 65535);
            }
        }

        /** A port by its name in the pod that receives the connection. */
        record Named(String name, Optional<Protocol> protocol) implements PortMatch {
            public Named {
                requireNonNull(name, "name is null");
                requireNonNull(protocol, "protocol is null");
            }
        }
    }

    /** What may be asked for inside an allowed connection. */
    public sealed interface L7Rules {

        /** Requests, any one of which may match. Never empty. */
        record Http(List<HttpRule> rules) implements L7Rules {
            public Http {
                rules = List.copyOf(rules);
                if (rules.isEmpty()) {
                    throw new IllegalArgumentException("no rules");
                }
            }
        }

        /** Names that may be asked for. Never empty. */
        record Dns(List<NamePattern> names) implements L7Rules {
            public Dns {
                names = List.copyOf(names);
                if (names.isEmpty()) {
                    throw new IllegalArgumentException("no names");
                }
            }
        }
    }

    /**
     * What a proxy is to do on the way that this engine does not model: it keeps what was written
     * and decides such rules as undecidable where it matters.
     */
    public record Proxying(
            List<String> serverNames,
            Optional<Object> terminatingTls,
            Optional<Object> originatingTls,
            Optional<Object> listener) {

        /** Nothing of the kind. */
        public static final Proxying NONE =
                new Proxying(List.of(), Optional.empty(), Optional.empty(), Optional.empty());

        public Proxying {
            serverNames = List.copyOf(serverNames);
        }
    }
}
