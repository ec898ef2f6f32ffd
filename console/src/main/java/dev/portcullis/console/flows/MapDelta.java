package dev.portcullis.console.flows;

import java.util.List;

/**
 * What changed on the map since the delta before.
 *
 * @param seq one more than the delta's before
 * @param nodes new ones and changed ones, whole
 * @param edges new ones and changed ones, whole
 */
public record MapDelta(
        long seq,
        StreamStatus status,
        Posture posture,
        List<MapNode> nodes,
        List<MapEdge> edges,
        Removed removed) {
    public MapDelta {
        nodes = List.copyOf(nodes);
        edges = List.copyOf(edges);
    }

    /** What is gone, by id. */
    public record Removed(List<String> nodes, List<String> edges) {
        public Removed {
            nodes = List.copyOf(nodes);
            edges = List.copyOf(edges);
        }
    }
}
