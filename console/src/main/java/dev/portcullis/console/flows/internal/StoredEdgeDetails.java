package dev.portcullis.console.flows.internal;

import dev.portcullis.console.flows.EdgeDetail;
import dev.portcullis.console.flows.EdgeDetails;
import dev.portcullis.console.flows.FlowConnections;
import dev.portcullis.console.flows.MapEdge;
import dev.portcullis.hubble.Flow;
import dev.portcullis.hubble.FlowPeer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Puts together what the store kept of two nodes. */
final class StoredEdgeDetails implements EdgeDetails {
    private static final int LINES = 8;
    private static final int SCANNED = 64;

    private final FlowStore store;
    private final String server;

    StoredEdgeDetails(FlowStore store, String server) {
        this.store = store;
        this.server = server;
    }

    @Override
    public Optional<EdgeDetail> between(String source, String destination, Optional<Integer> port) {
        var edges = store.edgesBetween(source, destination);
        if (edges.isEmpty()) {
            return Optional.empty();
        }
        var edge =
                edges.stream()
                        .filter(candidate -> port.map(p -> p == candidate.port()).orElse(true))
                        .max(
                                Comparator.comparing((MapEdge one) -> one.dropped() > 0)
                                        .thenComparing(one -> one.dropped() + one.forwarded()))
                        .orElse(edges.getFirst());
        var flows = store.recentBetween(source, destination, SCANNED);
        return Optional.of(new EdgeDetail(edges, lines(flows), command(edge, flows)));
    }

    // One line per packet: the second event of a pair says the same again.
    private static List<EdgeDetail.Line> lines(List<Flow> flows) {
        var lines = new ArrayList<EdgeDetail.Line>();
        for (var flow : flows) {
            if (FlowConnections.answers(flow) || lines.size() >= LINES) {
                continue;
            }
            var line =
                    new EdgeDetail.Line(
                            flow.time(),
                            flow.source().pod(),
                            flow.destination().pod(),
                            flow.source().port(),
                            flow.destination().port(),
                            flow.tcpFlags().toString(),
                            flow.verdict().name(),
                            reason(flow));
            if (lines.isEmpty() || !samePacket(lines.getLast(), line)) {
                lines.add(line);
            }
        }
        return lines;
    }

    private static boolean samePacket(EdgeDetail.Line newer, EdgeDetail.Line older) {
        return newer.sourcePort() == older.sourcePort()
                && newer.destinationPort() == older.destinationPort()
                && newer.verdict().equals(older.verdict())
                && newer.flags().equals(older.flags())
                && java.time.Duration.between(older.time(), newer.time()).abs().toMillis() < 100;
    }

    private static String reason(Flow flow) {
        if (flow.dropReason().number() != 0) {
            return flow.dropReason().words();
        }
        return flow.l7().map(StoredEdgeDetails::request).orElse("");
    }

    private static String request(dev.portcullis.hubble.L7 record) {
        return switch (record) {
            case dev.portcullis.hubble.L7.Http http ->
                    http.code() == 0
                            ? http.method() + " " + http.url()
                            : http.code() + " " + http.method() + " " + http.url();
            case dev.portcullis.hubble.L7.Dns dns -> dns.query();
            case dev.portcullis.hubble.L7.Other other -> other.protocol();
        };
    }

    private String command(MapEdge edge, List<Flow> flows) {
        var words = new StringBuilder("hubble observe --server ").append(quote(server));
        if (edge.dropped() > 0) {
            words.append(" \\\n  --verdict DROPPED");
        }
        var sample = flows.stream().filter(flow -> !FlowConnections.answers(flow)).findFirst();
        sample.ifPresent(
                flow -> {
                    end(words, "from", flow.source());
                    end(words, "to", flow.destination());
                });
        if (edge.port() > 0) {
            words.append(" --to-port ").append(edge.port());
        }
        return words.toString();
    }

    private static void end(StringBuilder words, String side, FlowPeer end) {
        words.append(" \\\n  --").append(side);
        if (!end.namespace().isEmpty()) {
            words.append("-pod ").append(quote(end.namespace() + "/" + end.pod()));
        } else if (end.reserved().isPresent()) {
            words.append("-label ").append(quote("reserved:" + end.reserved().get()));
        } else {
            words.append("-ip ").append(quote(end.ip()));
        }
    }

    /** As a POSIX shell needs it: names from the cluster are pasted into terminals. */
    static String quote(String word) {
        return word.matches("[-A-Za-z0-9_./:@%+]+") ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
