package dev.portcullis.hubble;

import dev.portcullis.hubble.proto.observer.ServerStatusResponse;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;

/**
 * What a server says of itself; a relay adds up its nodes.
 *
 * @param heldFlows in the rings now
 * @param maxFlows that the rings can hold
 * @param seenFlows since the start
 * @param uptime of the oldest node
 * @param connectedNodes empty from an agent
 * @param unavailableNodes empty from an agent
 * @param unavailableNames at most ten
 * @param version what it calls itself
 * @param flowsRate flows per second
 */
public record ServerState(
        long heldFlows,
        long maxFlows,
        long seenFlows,
        Duration uptime,
        OptionalInt connectedNodes,
        OptionalInt unavailableNodes,
        List<String> unavailableNames,
        String version,
        double flowsRate) {

    public ServerState {
        unavailableNames = List.copyOf(unavailableNames);
    }

    static ServerState read(ServerStatusResponse response) {
        return new ServerState(
                response.getNumFlows(),
                response.getMaxFlows(),
                response.getSeenFlows(),
                Duration.ofNanos(response.getUptimeNs()),
                response.hasNumConnectedNodes()
                        ? OptionalInt.of(response.getNumConnectedNodes().getValue())
                        : OptionalInt.empty(),
                response.hasNumUnavailableNodes()
                        ? OptionalInt.of(response.getNumUnavailableNodes().getValue())
                        : OptionalInt.empty(),
                response.getUnavailableNodesList(),
                response.getVersion(),
                response.getFlowsRate());
    }
}
