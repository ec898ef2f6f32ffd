package dev.portcullis.console.flows;

import java.util.List;

/**
 * What was counted in a span of time, by the console's clock.
 *
 * @param coveredMillis how long of it the stream stood
 * @param edges those on which something was counted
 * @param nodes the ends of these edges
 * @param silent nodes that did not answer at some time in it
 * @param missing spans found in it in which flows may be missing; they may lie before it
 */
public record FlowMinute(
        long coveredMillis,
        List<EdgeCount> edges,
        List<MapNode> nodes,
        List<String> silent,
        List<StreamStatus.Missing> missing) {
    public FlowMinute {
        edges = List.copyOf(edges);
        nodes = List.copyOf(nodes);
        silent = List.copyOf(silent);
        missing = List.copyOf(missing);
    }

    /**
     * What was counted on an edge; the fields mean what they mean on a {@link MapEdge}.
     *
     * @param port negative for folded ports, as {@code portName} says
     */
    public record EdgeCount(
            String source,
            String destination,
            int port,
            String portName,
            String protocol,
            long forwarded,
            long dropped,
            long redirected,
            long requests,
            long other,
            long undecided,
            String l7,
            String lastDropReason,
            List<String> policies) {
        public EdgeCount {
            policies = List.copyOf(policies);
        }

        /** All events. */
        public long total() {
            return forwarded + dropped + redirected + requests + other + undecided;
        }
    }
}
