package dev.portcullis.console.flows;

import java.time.Instant;
import java.util.List;

/**
 * How the stream of flows stands, and what is known to be missing from it.
 *
 * @param connected whether flows can arrive now
 * @param since when it came to be so; null before the first attempt ended
 * @param server the relay's address, as configured
 * @param message why it is not connected, or empty
 * @param retryAt when the next attempt is made; null while connected
 * @param nodes the nodes the relay told of
 * @param flows flows received since the console started
 * @param lost flows known to be lost on their way since then
 * @param missing the newest spans in which flows may be missing, oldest first, at most 50
 */
public record StreamStatus(
        boolean connected,
        @org.jspecify.annotations.Nullable Instant since,
        String server,
        String message,
        @org.jspecify.annotations.Nullable Instant retryAt,
        List<Node> nodes,
        long flows,
        long lost,
        List<Missing> missing) {
    public StreamStatus {
        nodes = List.copyOf(nodes);
        missing = List.copyOf(missing);
    }

    /**
     * A node as the relay sees it.
     *
     * @param state {@code connected}, {@code unavailable}, {@code gone} or {@code error}
     * @param clockSkewMillis how far its clock is ahead of ours, below zero if it is behind; 0 while that is less than
     *     two seconds, or not known
     */
    public record Node(String name, String state, long clockSkewMillis) {}

    /**
     * A span of time in which flows may be missing.
     *
     * @param events how many, if that is known, else -1
     * @param cause in words
     */
    public record Missing(Instant from, Instant to, long events, String cause) {}

    /** How many nodes answer. */
    public long nodesConnected() {
        return nodes.stream().filter(node -> node.state().equals("connected")).count();
    }
}
