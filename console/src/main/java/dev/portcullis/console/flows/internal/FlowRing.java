package dev.portcullis.console.flows.internal;

import dev.portcullis.console.flows.FlowQuery;
import dev.portcullis.hubble.Flow;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The newest flows, so many and no more. Not thread-safe. */
final class FlowRing {
    private final @Nullable Flow[] flows;
    private long added;

    FlowRing(int capacity) {
        flows = new Flow[capacity];
    }

    void add(Flow flow) {
        flows[(int) (added++ % flows.length)] = flow;
    }

    /** What the query matches, newest first. */
    List<Flow> find(FlowQuery query) {
        var found = new ArrayList<Flow>();
        long oldest = Math.max(0, added - flows.length);
        for (long i = added - 1; i >= oldest && found.size() < query.limit(); i--) {
            var flow = flows[(int) (i % flows.length)];
            if (flow != null && query.matches(flow)) {
                found.add(flow);
            }
        }
        return found;
    }
}
