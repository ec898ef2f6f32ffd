package dev.portcullis.policy.reach;

/** What may be and what was, of one peer on one port. */
public enum Mark {
    /** Allowed, and observed. */
    USED,
    /** Allowed, and not observed: a candidate for closing. */
    NEVER_USED,
    /** Denied, and attempts were observed. */
    ATTEMPTED,
    /** Denied, and not observed. */
    CLOSED,
    /** Denied now, but it passed within the window: policies have changed since. */
    PASSED_BEFORE,
    /** Observed, and it cannot be told whether it is allowed. */
    OBSERVED_UNDECIDED,
    /** Not observed, and it cannot be told whether it is allowed. */
    UNDECIDED
}
