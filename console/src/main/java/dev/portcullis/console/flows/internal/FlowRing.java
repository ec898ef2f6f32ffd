package dev.portcullis.console.flows.internal;

import dev.portcullis.console.flows.FlowQuery;
import dev.portcullis.hubble.Flow;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The newest flows, so many and no more, each with a number that grows by one. Not thread-safe. */
final class FlowRing {
    private final @Nullable Flow[] flows;
    private long added;

    FlowRing(int capacity) {
        flows = new Flow[capacity];
    }

    void add(Flow flow) {
        flows[(int) (added++ % flows.length)] = flow;
    }

    /** The number of the next flow. */
    long next() {
        return added;
    }

    /** A copy of what is kept from that number on. To be searched without holding up the stream. */
    Copy copyFrom(long first) {
        long oldest = Math.max(Math.max(0, added - flows.length), first);
        var copy = new ArrayList<Flow>((int) Math.max(0, added - oldest));
        for (long i = oldest; i < added; i++) {
            var flow = flows[(int) (i % flows.length)];
            if (flow != null) {
                copy.add(flow);
            }
        }
        return new Copy(Math.max(oldest, added - copy.size()), copy);
    }

    /**
     * Flows in the order they came.
     *
     * @param first the number of the first
     */
    record Copy(long first, List<Flow> flows) {
        /** What the query matches, newest first. */
        List<Flow> find(FlowQuery query) {
            var found = new ArrayList<Flow>();
            for (int i = flows.size() - 1; i >= 0 && found.size() < query.limit(); i--) {
                if (query.matches(flows.get(i))) {
                    found.add(flows.get(i));
                }
            }
            return found;
        }
    }
}
