package dev.portcullis.console.flows.internal;

import dev.portcullis.console.flows.FlowTail;
import dev.portcullis.console.flows.Flows;
import dev.portcullis.console.flows.Recordings;
import dev.portcullis.hubble.Flow;
import dev.portcullis.hubble.StreamEvent;
import java.time.Clock;
import java.util.List;
import java.util.SplittableRandom;

/** The real store and the real recordings, for tests of what reads them. */
public final class TestFlowStores {
    private final TestStoreOf cluster = new TestStoreOf();
    private final FlowStore store;
    private final Recordings recordings = new InMemoryRecordings();

    public TestFlowStores(Clock clock) {
        store =
                new FlowStore(
                        new FlowSettings("relay:80", null, null, 1_000, 0),
                        cluster.workloads(),
                        cluster.enforced(),
                        clock,
                        new SplittableRandom(7));
    }

    public Flows flows() {
        return store;
    }

    public FlowTail tail() {
        return store;
    }

    public Recordings recordings() {
        return recordings;
    }

    public void take(Flow flow) {
        take(List.of(flow));
    }

    public void take(List<Flow> flows) {
        store.accept(flows.stream().<StreamEvent>map(StreamEvent.FlowSeen::new).toList());
    }
}
