package dev.portcullis.console.flows;

import java.time.Instant;
import java.util.List;

/**
 * All there is to say about the traffic between two nodes.
 *
 * @param edges one for each port and protocol
 * @param recent the newest flows, newest first; of a pair of events for one packet only one
 * @param command shows the same with Hubble's own tool
 */
public record EdgeDetail(List<MapEdge> edges, List<Line> recent, String command) {
    public EdgeDetail {
        edges = List.copyOf(edges);
        recent = List.copyOf(recent);
    }

    /** One flow in a few words. */
    public record Line(
            Instant time,
            String sourcePod,
            String destinationPod,
            int sourcePort,
            int destinationPort,
            String flags,
            String verdict,
            String reason) {}
}
