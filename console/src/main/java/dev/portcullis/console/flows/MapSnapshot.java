package dev.portcullis.console.flows;

import java.util.List;

/**
 * The whole map at one moment.
 *
 * @param seq the number of the last delta it contains
 */
public record MapSnapshot(
        long seq, StreamStatus status, Posture posture, List<MapNode> nodes, List<MapEdge> edges) {
    public MapSnapshot {
        nodes = List.copyOf(nodes);
        edges = List.copyOf(edges);
    }
}
