package dev.portcullis.console.metrics.internal;

import dev.portcullis.console.flows.MapEdge;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Turns the map's counters, which only grow, into what came since the last look: the same counts as on the map, where
 * each attempt counts once (docs/adr/0005). What was counted before the first look belongs to no time and is left out.
 * Not thread-safe.
 */
final class EdgeSampler {
    private record Counts(long allowed, long denied) {}

    private Map<String, Counts> last = Map.of();
    private boolean looked;

    void sample(List<MapEdge> edges, Tally tally) {
        Map<String, Counts> now = new HashMap<>();
        for (var edge : edges) {
            var counts = new Counts(edge.forwarded() + edge.requests(), edge.dropped());
            var before = last.getOrDefault(edge.id(), new Counts(0, 0));
            now.put(edge.id(), counts);
            if (looked) {
                long allowed = since(before.allowed(), counts.allowed());
                long denied = since(before.denied(), counts.denied());
                if (allowed + denied > 0) {
                    tally.traffic(edge.source(), edge.destination(), allowed, denied);
                }
            }
        }
        last = now;
        looked = true;
    }

    // An edge that was forgotten and seen again begins at zero.
    private static long since(long before, long now) {
        return now >= before ? now - before : now;
    }
}
