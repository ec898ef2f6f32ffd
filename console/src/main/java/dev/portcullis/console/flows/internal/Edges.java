package dev.portcullis.console.flows.internal;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * The edges of the map, at most {@link #MAX}. When a new one finds no room, the smallest of a few drawn at random
 * gives way and its counts go to the edge "others": what is busy stays, whatever a scan sends. Between two nodes only
 * so many ports are told apart. Guarded by the store's lock.
 */
final class Edges {
    static final int MAX = 10_000;
    static final int MAX_PORTS_OF_A_PAIR = 64;
    private static final int FIRST_EPHEMERAL = 32_768;
    private static final int DRAWN = 16;

    private record Pair(Node source, Node destination) {}

    private final Map<Edge.Key, Edge> edges = new HashMap<>();
    private final List<Edge> order = new ArrayList<>();
    private final Map<Pair, Integer> ports = new HashMap<>();
    private final List<String> removed = new ArrayList<>();
    private final RandomGenerator random;
    private long nextId = 1;

    Edges(RandomGenerator random) {
        this.random = random;
    }

    /** The edge for that traffic; folded where it must be. */
    Edge of(Node source, Node destination, int port, String protocol, Nodes nodes) {
        int folded = port >= FIRST_EPHEMERAL ? Edge.EPHEMERAL : port;
        var edge = edges.get(new Edge.Key(source, destination, folded, protocol));
        if (edge != null) {
            return edge;
        }
        if (ports.getOrDefault(new Pair(source, destination), 0) >= MAX_PORTS_OF_A_PAIR) {
            folded = Edge.OTHER_PORTS;
            edge = edges.get(new Edge.Key(source, destination, folded, protocol));
            if (edge != null) {
                return edge;
            }
        }
        if (order.size() >= MAX - 1) {
            makeRoom(nodes);
        }
        return add(new Edge.Key(source, destination, folded, protocol));
    }

    Collection<Edge> all() {
        return order;
    }

    /** Forgets edges without a flow since then. */
    void forgetBefore(long millis) {
        for (var edge : List.copyOf(order)) {
            if (edge.lastSeenMillis < millis) {
                remove(edge);
            }
        }
    }

    /** The ids of edges that went since the last call. */
    List<String> drainRemoved() {
        var ids = List.copyOf(removed);
        removed.clear();
        return ids;
    }

    private void makeRoom(Nodes nodes) {
        var others = nodes.entity("others");
        var key = new Edge.Key(others, others, 0, "");
        var bucket = edges.get(key);
        if (bucket == null) {
            bucket = add(key);
        }
        Edge smallest = null;
        for (int i = 0; i < DRAWN; i++) {
            var drawn = order.get(random.nextInt(order.size()));
            if (drawn != bucket && (smallest == null || drawn.total() < smallest.total())) {
                smallest = drawn;
            }
        }
        if (smallest != null) {
            bucket.absorb(smallest);
            remove(smallest);
        }
    }

    private Edge add(Edge.Key key) {
        var edge = new Edge(key, "e" + nextId++);
        edges.put(key, edge);
        edge.place = order.size();
        order.add(edge);
        ports.merge(new Pair(key.source(), key.destination()), 1, Integer::sum);
        key.source().degree++;
        key.destination().degree++;
        return edge;
    }

    private void remove(Edge edge) {
        edges.remove(edge.key);
        var last = order.removeLast();
        if (last != edge) {
            order.set(edge.place, last);
            last.place = edge.place;
        }
        var key = edge.key;
        ports.computeIfPresent(
                new Pair(key.source(), key.destination()),
                (_, count) -> count == 1 ? null : count - 1);
        key.source().degree--;
        key.destination().degree--;
        removed.add(edge.id);
    }
}
