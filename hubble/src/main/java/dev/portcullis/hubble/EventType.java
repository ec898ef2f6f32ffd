package dev.portcullis.hubble;

/**
 * What the datapath calls an event.
 *
 * @param type the kind of event; numbers from Cilium's monitor API
 * @param subType of a drop its reason, of a trace its observation point (0 = to the endpoint)
 */
public record EventType(int type, int subType) {
    public static final int DROP = 1;
    public static final int TRACE = 4;
    public static final int POLICY_VERDICT = 5;
    public static final int TRACE_SOCK = 7;
    public static final int L7 = 129;

    /** No event type was given. */
    public static final EventType NONE = new EventType(0, 0);

    public boolean isDrop() {
        return type == DROP;
    }

    public boolean isTrace() {
        return type == TRACE;
    }

    /** Whether a policy was asked: the best base for counting attempts, as traces are sampled. */
    public boolean isPolicyVerdict() {
        return type == POLICY_VERDICT;
    }

    public boolean isL7() {
        return type == L7;
    }
}
