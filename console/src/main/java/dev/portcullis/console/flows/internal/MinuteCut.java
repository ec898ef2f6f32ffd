package dev.portcullis.console.flows.internal;

import dev.portcullis.console.flows.FlowMinute;
import dev.portcullis.console.flows.MapNode;
import dev.portcullis.console.flows.StreamStatus;
import dev.portcullis.hubble.NodeState;
import dev.portcullis.hubble.StreamEvent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.TreeSet;

/**
 * Takes what the edges counted since the last time, from the counts they have anyway: a flow costs nothing more. Guarded
 * by the store's lock.
 */
final class MinuteCut {
    private static final int MAX_MISSING = 100;
    private static final int MAX_SILENT = 100;

    private final TreeSet<String> silent = new TreeSet<>();
    private final List<StreamStatus.Missing> missing = new ArrayList<>();
    private long standingSince = -1;
    private long covered;

    void connected(long now) {
        if (standingSince < 0) {
            standingSince = now;
        }
    }

    void disconnected(long now) {
        if (standingSince >= 0) {
            covered += Math.max(0, now - standingSince);
            standingSince = -1;
        }
    }

    void nodes(StreamEvent.NodesChanged changed) {
        if (changed.state() != NodeState.CONNECTED) {
            changed.nodes().forEach(this::silent);
        }
    }

    /** One more span; the last takes in what finds no room, so that the sum stays right. */
    void missing(StreamStatus.Missing span) {
        var last = missing.isEmpty() ? null : missing.getLast();
        boolean same =
                last != null
                        && last.cause().equals(span.cause())
                        && last.events() >= 0
                        && span.events() >= 0
                        && !span.from().isAfter(last.to().plusSeconds(2));
        if (last != null && (same || missing.size() >= MAX_MISSING)) {
            missing.removeLast();
            long events = Math.max(0, last.events()) + Math.max(0, span.events());
            missing.add(
                    new StreamStatus.Missing(
                            span.from().isBefore(last.from()) ? span.from() : last.from(),
                            span.to().isAfter(last.to()) ? span.to() : last.to(),
                            events < 0 ? Long.MAX_VALUE : events,
                            last.cause()));
        } else {
            missing.add(span);
        }
    }

    private void silent(String node) {
        if (silent.size() < MAX_SILENT) {
            silent.add(node);
        }
    }

    FlowMinute cut(
            long now, Collection<Edge> edges, Collection<Node> nodes, List<String> stillSilent) {
        stillSilent.forEach(this::silent);
        var counts = new ArrayList<FlowMinute.EdgeCount>();
        var ends = new LinkedHashMap<String, MapNode>();
        for (var edge : edges) {
            edge.cut()
                    .ifPresent(
                            count -> {
                                counts.add(count);
                                ends.computeIfAbsent(
                                        edge.key.source().id,
                                        _ -> edge.key.source().show(now / 1000));
                                ends.computeIfAbsent(
                                        edge.key.destination().id,
                                        _ -> edge.key.destination().show(now / 1000));
                            });
        }
        for (var node : nodes) {
            if (node.guarded) {
                ends.computeIfAbsent(node.id, _ -> node.show(now / 1000));
            }
        }
        if (standingSince >= 0) {
            covered += Math.max(0, now - standingSince);
            standingSince = now;
        }
        var cut =
                new FlowMinute(
                        covered, counts, List.copyOf(ends.values()), List.copyOf(silent), missing);
        covered = 0;
        silent.clear();
        missing.clear();
        return cut;
    }
}
