package dev.portcullis.policy.verdict;

/**
 * How closely the deciding rule speaks about the connection, with the numbers of Hubble's
 * {@code policy_match_type}.
 */
public enum MatchKind {
    /** No rule matched. */
    NONE(0),
    /** A rule about this peer, on all ports. */
    L3_ONLY(1),
    /** A rule about this peer on this port. */
    L3_L4(2),
    /** A rule about this port, from any peer. */
    L4_ONLY(3),
    /** A rule about everything, or nothing is enforced. */
    ALL(4),
    /** A rule about this peer and protocol, on all its ports. */
    L3_PROTO(5),
    /** A rule about this protocol, from any peer, on all its ports. */
    PROTO_ONLY(6);

    private final int number;

    MatchKind(int number) {
        this.number = number;
    }

    /** The number in Hubble's flows. */
    public int number() {
        return number;
    }
}
