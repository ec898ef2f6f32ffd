package dev.portcullis.hubble;

import dev.portcullis.hubble.proto.observer.Node;
import java.time.Duration;

/**
 * A node as the relay lists it.
 *
 * @param name with its cluster before a slash, where there are several
 * @param version of its agent
 * @param address where the relay reaches it
 * @param state how the relay stands with it
 * @param uptime of its agent
 * @param heldFlows in its ring now
 * @param maxFlows its ring can hold
 * @param seenFlows since its start
 */
public record HubbleNode(
        String name,
        String version,
        String address,
        NodeState state,
        Duration uptime,
        long heldFlows,
        long maxFlows,
        long seenFlows) {

    static HubbleNode read(Node node) {
        return new HubbleNode(
                node.getName(),
                node.getVersion(),
                node.getAddress(),
                NodeState.of(node.getStateValue()),
                Duration.ofNanos(node.getUptimeNs()),
                node.getNumFlows(),
                node.getMaxFlows(),
                node.getSeenFlows());
    }
}
