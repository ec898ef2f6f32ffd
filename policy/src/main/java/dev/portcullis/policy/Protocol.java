package dev.portcullis.policy;

import java.util.Locale;
import java.util.Optional;

/**
 * A layer 4 protocol a policy can name. TCP, UDP and SCTP carry ports; ICMP and ICMPv6 carry a
 * type in the port's place; the rest carry neither.
 */
public enum Protocol {
    TCP,
    UDP,
    SCTP,
    ICMP,
    ICMPV6,
    VRRP,
    IGMP,
    GRE,
    IPIP,
    IPV6,
    ESP,
    AH;

    /** True where a port number means something. */
    public boolean hasPorts() {
        return this == TCP || this == UDP || this == SCTP;
    }

    /** True for the two protocols that {@code icmps} rules speak of. */
    public boolean isIcmp() {
        return this == ICMP || this == ICMPV6;
    }

    /** Reads a protocol's name in any case. Empty if there is none of that name ("ANY" is none). */
    public static Optional<Protocol> parse(String typed) {
        String wanted = typed.toUpperCase(Locale.ROOT);
        for (Protocol protocol : values()) {
            if (protocol.name().equals(wanted)) {
                return Optional.of(protocol);
            }
        }
        return switch (wanted) {
            case "ICMPV4" -> Optional.of(ICMP);
            default -> Optional.empty();
        };
    }
}
