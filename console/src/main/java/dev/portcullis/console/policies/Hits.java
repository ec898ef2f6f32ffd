package dev.portcullis.console.policies;

import java.util.List;

/**
 * How often a policy decided in the last hour, in events, not packets.
 *
 * @param allowed verdicts that name it as allowing, per span of two minutes, oldest first
 * @param denied drops by its deny rules or by the default deny it switches on, likewise
 */
public record Hits(List<Integer> allowed, List<Integer> denied) {
    /** None. */
    public static final Hits NONE = new Hits(List.of(), List.of());

    public Hits {
        allowed = List.copyOf(allowed);
        denied = List.copyOf(denied);
    }

    /** All that were allowed. */
    public long allowedSum() {
        return sum(allowed);
    }

    /** All that were denied. */
    public long deniedSum() {
        return sum(denied);
    }

    private static long sum(List<Integer> counts) {
        return counts.stream().mapToLong(Integer::longValue).sum();
    }
}
