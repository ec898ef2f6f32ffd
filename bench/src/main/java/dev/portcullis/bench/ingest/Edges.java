package dev.portcullis.bench.ingest;

import dev.portcullis.hubble.Flow;
import dev.portcullis.hubble.FlowPeer;
import dev.portcullis.hubble.Protocol;
import dev.portcullis.hubble.StreamEvent;
import dev.portcullis.hubble.Verdict;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The least a map needs: flows per verdict of each edge. */
final class Edges {
    private record Edge(
            String fromNamespace,
            String from,
            String toNamespace,
            String to,
            int port,
            Protocol protocol) {}

    private final Map<Edge, long[]> counts = new HashMap<>();
    private volatile long added;

    @SuppressWarnings("NonAtomicOperationOnVolatileField") // Only the reader's thread writes it.
    void add(List<StreamEvent> events) {
        long flows = 0;
        for (StreamEvent event : events) {
            if (event instanceof StreamEvent.FlowSeen(Flow flow)) {
                FlowPeer from = flow.source();
                FlowPeer to = flow.destination();
                var edge =
                        new Edge(
                                from.namespace(),
                                from.workload(),
                                to.namespace(),
                                to.workload(),
                                to.port(),
                                flow.protocol());
                counts.computeIfAbsent(edge, _ -> new long[Verdict.values().length])[
                        flow.verdict().ordinal()]++;
                flows++;
            }
        }
        added += flows;
    }

    /** Flows that were added up; to be read from any thread. */
    long added() {
        return added;
    }

    int size() {
        return counts.size();
    }
}
