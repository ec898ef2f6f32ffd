package dev.portcullis.policy.flows;

/** What became of a connection when it was observed. */
public enum Recorded {
    /**
     * It passed (Hubble: FORWARDED, REDIRECTED), where a server that is a pod is: what was only seen to leave the
     * client's side may still be stopped there, and is {@link #OTHER}.
     */
    ALLOWED,
    /** A policy stopped it (Hubble: DROPPED with POLICY_DENIED or POLICY_DENY). */
    DENIED,
    /** Something else, such as an error or a verdict that was not seen. */
    OTHER
}
