package dev.portcullis.console.metrics.internal;

import dev.portcullis.hubble.Flow;
import dev.portcullis.hubble.FlowPeer;
import dev.portcullis.hubble.Protocol;
import dev.portcullis.hubble.TcpFlags;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Times connections from the first SYN seen to the SYN-ACK that answers it. Both must come from the same node, as two
 * nodes' clocks may differ; a repeated SYN does not start the time anew, because the client has waited since the
 * first. Approximate: the two times are those of the data path's events, not of the wire. Not thread-safe.
 */
final class HandshakeTimer {
    private static final int MOST = 4_096;
    private static final Duration LONGEST = Duration.ofSeconds(30);

    private record Connection(
            String node, String client, int port, String server, int serverPort) {}

    private final Map<Connection, Instant> waiting =
            new LinkedHashMap<>() {
                @Override
                protected boolean removeEldestEntry(Map.Entry<Connection, Instant> eldest) {
                    return size() > MOST;
                }
            };

    /** How long the connection took to open, if this flow tells that it did. */
    Optional<Duration> saw(Flow flow) {
        if (flow.protocol() != Protocol.TCP || flow.source().ip().isEmpty()) {
            return Optional.empty();
        }
        if (flow.tcpFlags().isFirstSyn()) {
            asked(connection(flow.nodeName(), flow.source(), flow.destination()), flow.time());
            return Optional.empty();
        }
        if (!flow.tcpFlags().has(TcpFlags.SYN | TcpFlags.ACK)) {
            return Optional.empty();
        }
        var since = waiting.remove(connection(flow.nodeName(), flow.destination(), flow.source()));
        return Optional.ofNullable(since)
                .map(start -> Duration.between(start, flow.time()))
                .filter(took -> !took.isNegative() && took.compareTo(LONGEST) < 0);
    }

    // A port that is used again much later belongs to a new connection.
    private void asked(Connection connection, Instant at) {
        waiting.merge(
                connection,
                at,
                (before, now) ->
                        Duration.between(before, now).compareTo(LONGEST) > 0 ? now : before);
    }

    private static Connection connection(String node, FlowPeer client, FlowPeer server) {
        return new Connection(node, client.ip(), client.port(), server.ip(), server.port());
    }
}
