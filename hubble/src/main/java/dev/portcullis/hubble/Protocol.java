package dev.portcullis.hubble;

/** The transport protocol of a flow. */
public enum Protocol {
    TCP,
    UDP,
    ICMPV4,
    ICMPV6,
    SCTP,
    VRRP,
    IGMP,
    /** None was given, as with a masked flow. */
    UNKNOWN
}
