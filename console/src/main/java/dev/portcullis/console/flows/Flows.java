package dev.portcullis.console.flows;

import dev.portcullis.hubble.Flow;
import dev.portcullis.hubble.FlowPeer;
import java.util.List;
import java.util.function.Consumer;

/**
 * What the console knows of the cluster's traffic. There is one for all browsers, fed from one stream.
 *
 * <p>It is bounded whatever is sent: the newest flows are kept in a ring, and everything is folded into at most
 * 2,000 nodes and 10,000 edges.
 */
public interface Flows {
    /** The kept flows the query matches, newest first, at most as many as it asks for. */
    List<Flow> recent(FlowQuery query);

    /**
     * Hands every further flow to the listener, on the thread that reads the stream: be quick, never wait. Close to
     * stop. Each flow comes once; what was lost is told by {@link #status()}.
     */
    Following listen(Consumer<Flow> listener);

    /** The whole map as it is now. */
    MapSnapshot map();

    /** How the stream stands, and what is known to be missing. */
    StreamStatus status();

    /** Events per second to a workload, of the last 15 minutes, oldest first; empty unless it is guarded. */
    List<TrafficSecond> trafficTo(String nodeId);

    /**
     * The id of the node on the map that an end of a flow belongs to, by what the flow itself says. Whoever knows the
     * cluster may know better.
     */
    default String nodeOf(FlowPeer end) {
        return end.namespace().isEmpty()
                ? "reserved:" + end.reserved().orElse("unknown")
                : end.namespace() + "/" + end.workload();
    }

    /** A subscription. */
    interface Following extends AutoCloseable {
        @Override
        void close();
    }
}
