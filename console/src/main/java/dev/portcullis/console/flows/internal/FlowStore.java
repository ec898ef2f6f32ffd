package dev.portcullis.console.flows.internal;

import dev.portcullis.console.flows.EnforcedPolicies;
import dev.portcullis.console.flows.FlowConnections;
import dev.portcullis.console.flows.FlowMinute;
import dev.portcullis.console.flows.FlowMinutes;
import dev.portcullis.console.flows.FlowPage;
import dev.portcullis.console.flows.FlowQuery;
import dev.portcullis.console.flows.FlowTail;
import dev.portcullis.console.flows.Flows;
import dev.portcullis.console.flows.MapDelta;
import dev.portcullis.console.flows.MapEdge;
import dev.portcullis.console.flows.MapNode;
import dev.portcullis.console.flows.MapSnapshot;
import dev.portcullis.console.flows.Posture;
import dev.portcullis.console.flows.StreamStatus;
import dev.portcullis.console.flows.TrafficSecond;
import dev.portcullis.console.flows.Workloads;
import dev.portcullis.hubble.Flow;
import dev.portcullis.hubble.FlowPeer;
import dev.portcullis.hubble.StreamEvent;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Folds the stream of flows into the map, under one lock: one thread writes, few read. */
final class FlowStore implements Flows, FlowTail, FlowMinutes {
    private static final Logger LOG = LoggerFactory.getLogger(FlowStore.class);
    private static final Duration EDGE_MEMORY = Duration.ofMinutes(15);

    /** So many changed edges may hurry in one delta; under a storm of new ones the rest waits for its second. */
    private static final int MAX_HURRIED = 500;

    private final ReentrantLock lock = new ReentrantLock();
    private final Clock clock;
    private final Workloads workloads;
    private final Naming naming;
    private final PostureReader postureReader;
    private final Nodes nodes = new Nodes();
    private final Edges edges;
    private final Counting counting = new Counting();
    private final FlowRing ring;
    private final StreamState stream;
    private final Interruptions interruptions = new Interruptions();
    private final MinuteCut minute = new MinuteCut();
    private final String run;
    private final List<Consumer<Flow>> listeners = new CopyOnWriteArrayList<>();
    private Posture posture = Posture.UNKNOWN;
    private long workloadsVersion = -1;
    private long seq;
    private long lastForgotten;

    FlowStore(
            FlowSettings settings,
            Workloads workloads,
            EnforcedPolicies policies,
            Clock clock,
            RandomGenerator random) {
        this.clock = clock;
        this.workloads = workloads;
        this.naming = new Naming(workloads);
        this.postureReader = new PostureReader(workloads, policies);
        this.edges = new Edges(random);
        this.ring = new FlowRing(settings.ring());
        this.stream = new StreamState(settings.name());
        this.run = "%08x".formatted(random.nextInt());
    }

    /** Takes in what came from the stream, in order. */
    void accept(List<StreamEvent> events) {
        long now = clock.millis();
        lock.lock();
        try {
            for (var event : events) {
                accept(event, now);
            }
        } finally {
            lock.unlock();
        }
        if (!listeners.isEmpty()) {
            for (var event : events) {
                if (event instanceof StreamEvent.FlowSeen(var flow)) {
                    listeners.forEach(listener -> tell(listener, flow));
                }
            }
        }
    }

    private void accept(StreamEvent event, long now) {
        var at = Instant.ofEpochMilli(now);
        switch (event) {
            case StreamEvent.FlowSeen(var flow) -> fold(flow, now);
            case StreamEvent.EventsLost lost -> missing(stream.lost(lost, at));
            case StreamEvent.NodesChanged changed -> {
                stream.nodes(changed);
                interruptions.nodes(changed, at, ring.next());
                minute.nodes(changed);
            }
            case StreamEvent.Connected connected -> {
                stream.connected(connected);
                interruptions.connected(connected, ring.next());
                minute.connected(now);
            }
            case StreamEvent.Disconnected disconnected -> {
                stream.disconnected(disconnected);
                interruptions.disconnected(disconnected, ring.next());
                minute.disconnected(now);
            }
            case StreamEvent.Gap gap -> missing(stream.gap(gap));
        }
    }

    private void missing(StreamStatus.Missing span) {
        interruptions.missing(span, ring.next());
        minute.missing(span);
    }

    private void fold(Flow flow, long now) {
        stream.count(flow, now);
        ring.add(flow);
        boolean answers = FlowConnections.answers(flow);
        var from = answers ? flow.destination() : flow.source();
        var to = answers ? flow.source() : flow.destination();
        var source = nodes.of(naming.of(from));
        var destination = nodes.of(naming.of(to));
        var count = counting.of(flow, destination.isEndpoint(), now);
        edges.of(source, destination, to.port(), flow.protocol().name(), nodes)
                .add(flow, count, now);
        long second = now / 1000;
        if (count != Count.NOTHING) {
            source.countActivity(second);
            destination.countActivity(second);
            destination.countTraffic(count, second);
        }
    }

    private static void tell(Consumer<Flow> listener, Flow flow) {
        try {
            listener.accept(flow);
        } catch (RuntimeException failed) {
            LOG.warn("A follower of the flows failed and missed one", failed);
        }
    }

    /**
     * Everything that changed since the last call, or empty if nothing did. Called a few times a second by the one
     * who sends it to all browsers.
     */
    Optional<MapDelta> drain() {
        boolean postureChanged = refreshFromKubernetes();
        long now = clock.millis();
        lock.lock();
        try {
            forget(now);
            List<MapNode> changedNodes = new ArrayList<>();
            List<MapEdge> changedEdges = new ArrayList<>();
            boolean frozen = !stream.isConnected();
            for (var edge : edges.all()) {
                // Without a stream nobody knows the rates: they stay what they were last.
                boolean mayHurry = changedEdges.size() < MAX_HURRIED;
                if (frozen ? edge.dirty : edge.wantsSending(now, mayHurry)) {
                    changedEdges.add(edge.send(now));
                }
            }
            for (var node : nodes.all()) {
                if (node.dirty) {
                    node.dirty = false;
                    changedNodes.add(node.show(now / 1000));
                }
            }
            var removed = new MapDelta.Removed(nodes.drainRemoved(), edges.drainRemoved());
            boolean streamChanged = stream.drainChanged();
            if (changedNodes.isEmpty()
                    && changedEdges.isEmpty()
                    && removed.nodes().isEmpty()
                    && removed.edges().isEmpty()
                    && !streamChanged
                    && !postureChanged) {
                return Optional.empty();
            }
            return Optional.of(
                    new MapDelta(
                            ++seq, stream.show(), posture, changedNodes, changedEdges, removed));
        } finally {
            lock.unlock();
        }
    }

    private boolean refreshFromKubernetes() {
        var read = postureReader.readIfChanged();
        boolean listChanged = workloads.version() != workloadsVersion;
        if (read.isEmpty() && !listChanged) {
            return false;
        }
        workloadsVersion = workloads.version();
        var list = workloads.all();
        lock.lock();
        try {
            nodes.list(list);
            read.ifPresent(
                    reading -> {
                        posture = reading.posture();
                        reading.isolation().forEach(this::isolate);
                    });
            return read.isPresent();
        } finally {
            lock.unlock();
        }
    }

    private void isolate(String id, PostureReader.Isolation isolation) {
        var node = nodes.find(id);
        if (node == null) {
            return;
        }
        boolean same =
                java.util.Objects.equals(node.isolatedIngress, isolation.ingress())
                        && java.util.Objects.equals(node.isolatedEgress, isolation.egress());
        node.isolatedIngress = isolation.ingress();
        node.isolatedEgress = isolation.egress();
        node.dirty |= !same;
    }

    private void forget(long now) {
        if (now - lastForgotten < 10_000) {
            return;
        }
        lastForgotten = now;
        long before = now - EDGE_MEMORY.toMillis();
        edges.forgetBefore(before);
        nodes.forgetBefore(before / 1000);
    }

    @Override
    public List<Flow> recent(FlowQuery query) {
        return copyFrom(0).find(query);
    }

    // The search itself runs without the lock: a slow filter must not hold up the stream.
    private FlowRing.Copy copyFrom(long first) {
        lock.lock();
        try {
            return ring.copyFrom(first);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public FlowPage after(String cursor, FlowQuery query) {
        var known = Cursor.parse(cursor).filter(one -> one.run().equals(run));
        long from = known.map(Cursor::seq).orElse(0L);
        FlowRing.Copy copy;
        List<FlowPage.Interruption> notes;
        String next;
        lock.lock();
        try {
            copy = ring.copyFrom(from);
            notes = interruptions.since(known.map(Cursor::version).orElse(0L), copy.first());
            next = new Cursor(run, ring.next(), interruptions.version()).text();
        } finally {
            lock.unlock();
        }
        return TailPages.of(
                copy,
                notes,
                query,
                naming,
                next,
                known.isEmpty(),
                known.isEmpty() ? 0 : Math.max(0, copy.first() - from));
    }

    @Override
    public FlowMinute cut() {
        long now = clock.millis();
        lock.lock();
        try {
            return minute.cut(now, edges.all(), nodes.all(), stream.silentNodes());
        } finally {
            lock.unlock();
        }
    }

    @Override
    public Following listen(Consumer<Flow> listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    @Override
    public MapSnapshot map() {
        refreshFromKubernetes();
        long now = clock.millis();
        lock.lock();
        try {
            return new MapSnapshot(
                    seq,
                    stream.show(),
                    posture,
                    nodes.all().stream().map(node -> node.show(now / 1000)).toList(),
                    edges.all().stream().map(edge -> edge.show(now)).toList());
        } finally {
            lock.unlock();
        }
    }

    /** The edges from one node to another, the busiest first. */
    List<MapEdge> edgesBetween(String source, String destination) {
        long now = clock.millis();
        lock.lock();
        try {
            return edges.all().stream()
                    .filter(edge -> edge.key.source().id.equals(source))
                    .filter(edge -> edge.key.destination().id.equals(destination))
                    .sorted(Comparator.comparingLong(Edge::total).reversed())
                    .map(edge -> edge.show(now))
                    .toList();
        } finally {
            lock.unlock();
        }
    }

    /** The newest kept flows from one node to another, replies included. */
    List<Flow> recentBetween(String source, String destination, int limit) {
        return recent(
                FlowQuery.newest(
                        limit,
                        flow -> {
                            boolean answers = FlowConnections.answers(flow);
                            var from = answers ? flow.destination() : flow.source();
                            var to = answers ? flow.source() : flow.destination();
                            return naming.of(from).id().equals(source)
                                    && naming.of(to).id().equals(destination);
                        }));
    }

    @Override
    public StreamStatus status() {
        lock.lock();
        try {
            return stream.show();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public List<TrafficSecond> trafficTo(String nodeId) {
        lock.lock();
        try {
            var node = nodes.find(nodeId);
            return node == null ? List.of() : node.traffic(clock.millis() / 1000);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public String nodeOf(FlowPeer end) {
        return naming.of(end).id();
    }
}
