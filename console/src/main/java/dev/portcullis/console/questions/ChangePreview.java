package dev.portcullis.console.questions;

import java.time.Instant;
import java.util.List;

/**
 * What a change of policies would change for traffic: what was observed is replayed, and what is
 * possible between the known workloads on the ports they serve is tried.
 *
 * @param window what was replayed
 * @param edges what changes, the most observed first
 * @param unchanged how many observed flows fare as before
 */
public record ChangePreview(ObservedWindow window, List<EdgeChange> edges, long unchanged) {
    public ChangePreview {
        edges = List.copyOf(edges);
    }

    /** What happens to an edge. */
    public enum Change {
        /** Passes now, and would not. Established connections are cut. */
        NEWLY_DENIED,
        /** Does not pass now, and would. */
        NEWLY_ALLOWED,
        /** Passes now, and would have its requests asked about. */
        NEWLY_ASKED,
        /** It cannot be told, now or then. */
        UNDECIDED
    }

    /**
     * One edge.
     *
     * @param source the id of a node of the map
     * @param destination likewise
     * @param port the server's; 0 where there is none
     * @param request what is asked for inside, such as {@code DELETE /api/v1/users/7}; else empty
     * @param events how many flows were seen on it; 0 if it is only possible
     * @param sessions how many connections on it were seen to begin and not to end
     * @param before what the policies say of it now, as a sentence
     * @param after what they would say
     * @param samples a few of its flows
     */
    public record EdgeChange(
            Change change,
            String source,
            String destination,
            int port,
            String protocol,
            String request,
            long events,
            int sessions,
            String before,
            String after,
            List<Sample> samples) {
        public EdgeChange {
            samples = List.copyOf(samples);
        }

        /** {@code shop/storefront → users/mysql:3306}. */
        public String words() {
            return "%s → %s:%s"
                    .formatted(source, destination, port == 0 ? protocol : Integer.toString(port));
        }
    }

    /**
     * A flow as it was recorded.
     *
     * @param uuid Hubble's name of it; may be empty
     * @param recorded {@code allowed}, {@code denied} or {@code undecided}
     */
    public record Sample(
            String uuid, Instant at, String source, String destination, String recorded) {}

    /** How many edges change like this. */
    public long count(Change change) {
        return edges.stream().filter(edge -> edge.change() == change).count();
    }

    /** How many observed flows are on edges that change like this. */
    public long events(Change change) {
        return edges.stream()
                .filter(edge -> edge.change() == change)
                .mapToLong(EdgeChange::events)
                .sum();
    }

    /** How many sessions that seem open would be cut. */
    public long cut() {
        return edges.stream()
                .filter(edge -> edge.change() == Change.NEWLY_DENIED)
                .mapToLong(EdgeChange::sessions)
                .sum();
    }
}
