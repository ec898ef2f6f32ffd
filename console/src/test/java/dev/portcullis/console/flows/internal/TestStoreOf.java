package dev.portcullis.console.flows.internal;

import dev.portcullis.console.TestClock;
import dev.portcullis.console.flows.EnforcedPolicies;
import dev.portcullis.console.flows.MapEdge;
import dev.portcullis.console.flows.Workload;
import dev.portcullis.console.flows.Workloads;
import dev.portcullis.hubble.Flow;
import dev.portcullis.hubble.StreamEvent;
import dev.portcullis.policy.verdict.PolicySet;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;

/** A store with a clock that stands still, and a cluster a test fills. */
final class TestStoreOf {
    final TestClock clock = new TestClock();
    final List<Workload> listed = new ArrayList<>();
    Optional<PolicySet> policies = Optional.empty();
    long version = 1;
    final FlowStore store =
            new FlowStore(
                    new FlowSettings("relay:80", null, null, 1_000, 0),
                    new Listed(),
                    new Policies(),
                    clock,
                    new SplittableRandom(7));

    TestStoreOf() {
        store.accept(List.of(new StreamEvent.Connected(clock.instant(), "relay:80", "1.19")));
        store.drain();
    }

    Workloads workloads() {
        return new Listed();
    }

    EnforcedPolicies enforced() {
        return new Policies();
    }

    Instant now() {
        return clock.instant();
    }

    void take(List<Flow> flows) {
        store.accept(flows.stream().<StreamEvent>map(StreamEvent.FlowSeen::new).toList());
    }

    void take(Flow flow) {
        take(List.of(flow));
    }

    MapEdge onlyEdge() {
        var edges = store.map().edges();
        if (edges.size() != 1) {
            throw new AssertionError("There are %d edges: %s".formatted(edges.size(), edges));
        }
        return edges.getFirst();
    }

    void list(String namespace, String name, boolean guarded) {
        listed.add(new Workload(namespace, name, "Deployment", 1, guarded, List.of(), Set.of()));
        version++;
    }

    private final class Listed implements Workloads {
        @Override
        public Collection<Workload> all() {
            return listed;
        }

        @Override
        public Optional<Workload> find(String namespace, String name) {
            return listed.stream()
                    .filter(one -> one.id().equals(namespace + "/" + name))
                    .findFirst();
        }

        @Override
        public Optional<String> ownerOf(String namespace, String pod) {
            return pod.startsWith("owned-") ? Optional.of("owner") : Optional.empty();
        }

        @Override
        public long version() {
            return version;
        }

        @Override
        public Optional<String> problem() {
            return Optional.empty();
        }
    }

    private final class Policies implements EnforcedPolicies {
        @Override
        public Optional<PolicySet> current() {
            return policies;
        }

        @Override
        public long version() {
            return version;
        }

        @Override
        public Optional<String> problem() {
            return Optional.empty();
        }
    }
}
