package dev.portcullis.console.policies;

import java.util.Locale;

/** Where a policy's gate stands. */
public enum GateState {
    /** The policy is in the cluster. */
    ON,
    /** It is parked, and not in the cluster. */
    OFF,
    /** On its way off: parked already, still in the cluster. */
    PARKING,
    /** On its way back: in the cluster again, still parked. */
    RESTORING,
    /** It is in the cluster, which calls it invalid and enforces nothing of it. */
    INVALID;

    /** The word in JSON. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
