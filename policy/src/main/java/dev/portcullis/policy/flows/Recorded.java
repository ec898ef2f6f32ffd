package dev.portcullis.policy.flows;

/** What became of a connection when it was observed. */
public enum Recorded {
    /** It passed (Hubble: FORWARDED, REDIRECTED). */
    ALLOWED,
    /** A policy stopped it (Hubble: DROPPED with POLICY_DENIED or POLICY_DENY). */
    DENIED,
    /** Something else, such as an error or a verdict that was not seen. */
    OTHER
}
