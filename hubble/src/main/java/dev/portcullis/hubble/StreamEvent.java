package dev.portcullis.hubble;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** What comes out of a flow client, in order: flows, and everything that qualifies them. */
public sealed interface StreamEvent {

    /** What a server sends; the rest is our own. */
    sealed interface FromServer extends StreamEvent {}

    /** A flow not shown before. */
    record FlowSeen(Flow flow) implements FromServer {}

    /**
     * Flows were lost on their way, and this is how many.
     *
     * @param where who lost them
     * @param count events, exactly
     * @param node whose events they were; empty if unknown or several
     * @param first when the first was lost, where that is known
     * @param last when the last was lost
     */
    record EventsLost(
            LossPlace where,
            long count,
            String node,
            Optional<Instant> first,
            Optional<Instant> last)
            implements FromServer {}

    /**
     * Nodes came, went or failed, as the relay tells it.
     *
     * @param message the relay's reason; empty if it gives none
     */
    record NodesChanged(NodeState state, List<String> nodes, String message) implements FromServer {
        public NodesChanged {
            nodes = List.copyOf(nodes);
        }
    }

    /**
     * The stream stands.
     *
     * @param at our clock
     * @param server the address, as configured
     * @param version what the server calls itself; empty if it did not say
     */
    record Connected(Instant at, String server, String version) implements StreamEvent {}

    /**
     * The stream ended.
     *
     * @param at our clock
     * @param reason a sentence for a person, naming the server
     * @param retryIn how long until the next attempt
     */
    record Disconnected(Instant at, String reason, Duration retryIn) implements StreamEvent {}

    /**
     * Flows of this node with a time between these two may never have been seen: the server could no
     * longer give them when the stream came back.
     *
     * @param node whose flows they are
     * @param from the last flow seen before
     * @param to the first one seen after
     * @param estimate about how many, by the server's own count; empty where it cannot tell
     */
    record Gap(String node, Instant from, Instant to, OptionalLong estimate)
            implements StreamEvent {}
}
