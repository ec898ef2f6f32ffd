package dev.portcullis.console.flows;

import dev.portcullis.hubble.Flow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** A stream into which a test puts the flows. */
public final class HandFedFlows implements Flows {
    private final List<Consumer<Flow>> listeners = new CopyOnWriteArrayList<>();
    private final List<Flow> kept = new ArrayList<>();
    public boolean connected = true;

    public void feed(List<Flow> flows) {
        flows.forEach(
                flow -> {
                    kept.addFirst(flow);
                    listeners.forEach(listener -> listener.accept(flow));
                });
    }

    @Override
    public List<Flow> recent(FlowQuery query) {
        return kept.stream().filter(query::matches).limit(query.limit()).toList();
    }

    @Override
    public Following listen(Consumer<Flow> listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    @Override
    public MapSnapshot map() {
        return new MapSnapshot(0, status(), Posture.UNKNOWN, List.of(), List.of());
    }

    @Override
    public StreamStatus status() {
        return new StreamStatus(
                connected,
                Instant.EPOCH,
                "relay:4245",
                connected ? "" : "Relay relay:4245 refused the connection.",
                null,
                List.of(),
                kept.size(),
                0,
                List.of());
    }

    @Override
    public List<TrafficSecond> trafficTo(String nodeId) {
        return List.of();
    }
}
