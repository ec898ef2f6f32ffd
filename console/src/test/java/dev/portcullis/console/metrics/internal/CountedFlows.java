package dev.portcullis.console.metrics.internal;

import dev.portcullis.console.flows.FlowQuery;
import dev.portcullis.console.flows.Flows;
import dev.portcullis.console.flows.MapEdge;
import dev.portcullis.console.flows.MapNode;
import dev.portcullis.console.flows.MapSnapshot;
import dev.portcullis.console.flows.Posture;
import dev.portcullis.console.flows.StreamStatus;
import dev.portcullis.console.flows.TrafficSecond;
import dev.portcullis.hubble.Flow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** Flows and a map that a test decides. */
final class CountedFlows implements Flows {
    final List<MapEdge> edges = new ArrayList<>();
    final List<MapNode> nodes = new ArrayList<>();
    final List<Flow> kept = new ArrayList<>();
    private final List<Consumer<Flow>> listeners = new CopyOnWriteArrayList<>();
    StreamStatus status =
            new StreamStatus(
                    true,
                    Instant.parse("2026-11-22T11:00:00Z"),
                    "relay:80",
                    "",
                    null,
                    List.of(),
                    0,
                    0,
                    List.of());

    void emit(List<Flow> flows) {
        kept.addAll(flows);
        flows.forEach(flow -> listeners.forEach(listener -> listener.accept(flow)));
    }

    void edge(String from, String to, long allowed, long denied) {
        edges.removeIf(edge -> edge.source().equals(from) && edge.destination().equals(to));
        edges.add(
                new MapEdge(
                        from + ">" + to,
                        from,
                        to,
                        3306,
                        "3306",
                        "TCP",
                        allowed,
                        denied,
                        0,
                        0,
                        0,
                        0,
                        0,
                        0,
                        "",
                        Instant.EPOCH,
                        null,
                        "",
                        List.of()));
    }

    void guarded(String namespace, String workload) {
        nodes.add(
                new MapNode(
                        namespace + "/" + workload,
                        namespace,
                        workload,
                        "StatefulSet",
                        1,
                        true,
                        true,
                        true,
                        "",
                        List.of()));
    }

    @Override
    public List<Flow> recent(FlowQuery query) {
        return kept.reversed().stream().filter(query::matches).limit(query.limit()).toList();
    }

    @Override
    public Following listen(Consumer<Flow> listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    @Override
    public MapSnapshot map() {
        return new MapSnapshot(1, status, Posture.UNKNOWN, nodes, edges);
    }

    @Override
    public StreamStatus status() {
        return status;
    }

    @Override
    public List<TrafficSecond> trafficTo(String nodeId) {
        return List.of();
    }
}
