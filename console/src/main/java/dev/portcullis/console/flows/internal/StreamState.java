package dev.portcullis.console.flows.internal;

import dev.portcullis.console.flows.StreamStatus;
import dev.portcullis.hubble.Flow;
import dev.portcullis.hubble.NodeState;
import dev.portcullis.hubble.StreamEvent;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Follows how the stream stands. Guarded by the store's lock. */
final class StreamState {
    private static final int MAX_MISSING = 50;
    private static final int MAX_NODES = 500;

    private final String server;
    private boolean connected;
    private @Nullable Instant since;
    private String message = "Not connected yet";
    private @Nullable Instant retryAt;
    private final TreeMap<String, String> nodes = new TreeMap<>();
    private final NodeClocks clocks = new NodeClocks();
    private final Deque<StreamStatus.Missing> missing = new ArrayDeque<>();
    private long flows;
    private long lost;
    private boolean changed = true;

    StreamState(String server) {
        this.server = server;
    }

    boolean isConnected() {
        return connected;
    }

    void count(Flow flow, long nowMillis) {
        flows++;
        clocks.saw(flow.nodeName(), flow.time(), nowMillis);
    }

    void connected(StreamEvent.Connected event) {
        connected = true;
        since = event.at();
        message = "";
        retryAt = null;
        changed = true;
    }

    void disconnected(StreamEvent.Disconnected event) {
        if (connected || since == null) {
            since = event.at();
        }
        connected = false;
        message = event.reason();
        retryAt = event.at().plus(event.retryIn());
        changed = true;
    }

    StreamStatus.Missing lost(StreamEvent.EventsLost event, Instant now) {
        lost += event.count();
        var from = event.first().orElse(event.last().orElse(now));
        var to = event.last().orElse(from);
        var span = new StreamStatus.Missing(from, to, event.count(), cause(event));
        miss(span);
        return span;
    }

    StreamStatus.Missing gap(StreamEvent.Gap event) {
        lost += event.estimate().orElse(0);
        var span =
                new StreamStatus.Missing(
                        event.from(), event.to(), event.estimate().orElse(-1), gapCause(event));
        miss(span);
        return span;
    }

    void nodes(StreamEvent.NodesChanged event) {
        for (var name : event.nodes()) {
            if (event.state() == NodeState.GONE) {
                nodes.remove(name);
            } else if (nodes.size() < MAX_NODES || nodes.containsKey(name)) {
                nodes.put(name, event.state().name().toLowerCase(Locale.ROOT));
            }
        }
        changed = true;
    }

    /** The nodes that are known and do not answer. */
    List<String> silentNodes() {
        return nodes.entrySet().stream()
                .filter(node -> !node.getValue().equals("connected"))
                .map(java.util.Map.Entry::getKey)
                .toList();
    }

    /** Whether there is news, other than the number of flows, since the last call. */
    boolean drainChanged() {
        boolean was = changed;
        changed = false;
        return was;
    }

    StreamStatus show() {
        List<StreamStatus.Node> list = new ArrayList<>();
        var skews = clocks.skews();
        nodes.forEach(
                (name, state) ->
                        list.add(new StreamStatus.Node(name, state, skews.getOrDefault(name, 0L))));
        // A server that names no nodes still sends their flows.
        skews.forEach(
                (name, skew) -> {
                    if (!nodes.containsKey(name)) {
                        list.add(new StreamStatus.Node(name, "connected", skew));
                    }
                });
        return new StreamStatus(
                connected,
                since,
                server,
                message,
                retryAt,
                list,
                flows,
                lost,
                List.copyOf(missing));
    }

    // A storm of small losses from one place is one span, or it would push older ones out.
    private void miss(StreamStatus.Missing span) {
        var last = missing.peekLast();
        if (last != null
                && last.cause().equals(span.cause())
                && !span.from().isAfter(last.to().plusSeconds(2))
                && span.events() >= 0
                && last.events() >= 0) {
            missing.removeLast();
            var from = span.from().isBefore(last.from()) ? span.from() : last.from();
            var to = span.to().isAfter(last.to()) ? span.to() : last.to();
            missing.addLast(
                    new StreamStatus.Missing(
                            from, to, last.events() + span.events(), span.cause()));
        } else {
            missing.addLast(span);
            if (missing.size() > MAX_MISSING) {
                missing.removeFirst();
            }
        }
        changed = true;
    }

    private static String gapCause(StreamEvent.Gap event) {
        return event.node().isEmpty() ? "not connected" : "not connected to " + event.node();
    }

    private static String cause(StreamEvent.EventsLost event) {
        var place =
                switch (event.where()) {
                    case KERNEL -> "agent slower than the kernel";
                    case OBSERVER_QUEUE -> "observer slower than the agent";
                    case RING -> "ring read too slowly";
                    case CLIENT -> "console slower than the stream";
                    case UNKNOWN -> "lost on the way";
                };
        return event.node().isEmpty() ? place : place + " on " + event.node();
    }
}
