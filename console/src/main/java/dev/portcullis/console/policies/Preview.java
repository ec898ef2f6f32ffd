package dev.portcullis.console.policies;

import java.util.List;

/**
 * What moving a gate would change.
 *
 * @param edges the connections whose verdict would change, and those that would be cut though they
 *     stay allowed
 * @param basis from what it was computed, in words, such as "from 4 min of flows"
 * @param warnings what else to know before, a sentence each
 */
public record Preview(List<EdgeChange> edges, String basis, List<String> warnings) {
    public Preview {
        edges = List.copyOf(edges);
        warnings = List.copyOf(warnings);
    }

    /** What happens to an edge. */
    public enum Change {
        /** Denied now, allowed then. */
        OPENS,
        /** Allowed now, denied then. Established connections are cut. */
        BREAKS
    }

    /**
     * One edge.
     *
     * @param from {@code namespace/workload} or an entity
     * @param to likewise
     * @param events how many flows were seen on it; 0 if it is only possible
     * @param live whether connections on it seem to be open now
     */
    public record EdgeChange(
            Change change,
            String from,
            String to,
            int port,
            String protocol,
            long events,
            boolean live) {}

    /** How many edges change like this. */
    public long count(Change change) {
        return edges.stream().filter(edge -> edge.change() == change).count();
    }

    /** How many edges with open connections break. */
    public long cut() {
        return edges.stream().filter(e -> e.change() == Change.BREAKS && e.live()).count();
    }
}
