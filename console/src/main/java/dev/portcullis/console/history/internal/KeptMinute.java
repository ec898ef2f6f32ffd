package dev.portcullis.console.history.internal;

import dev.portcullis.console.flows.FlowMinute;
import dev.portcullis.console.flows.MapNode;
import dev.portcullis.console.flows.StreamStatus;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;

/**
 * A minute as it is kept.
 *
 * @param epochMinute which minute
 * @param lost flows known to be lost in it
 * @param folded edges that found no room and went into "others"
 */
record KeptMinute(
        long epochMinute,
        long coveredMillis,
        long lost,
        int folded,
        List<String> silent,
        List<FlowMinute.EdgeCount> edges,
        List<MapNode> nodes,
        List<StreamStatus.Missing> missing) {
    /** The most edges kept of a minute: those with denials first, then the busiest. */
    static final int MAX_EDGES = 1_000;

    static final String OTHERS = "reserved:others";

    KeptMinute {
        silent = List.copyOf(silent);
        edges = List.copyOf(edges);
        nodes = List.copyOf(nodes);
        missing = List.copyOf(missing);
    }

    private record Key(String source, String destination, int port, String protocol) {}

    static KeptMinute of(long epochMinute, FlowMinute cut) {
        long lost = 0;
        for (var span : cut.missing()) {
            lost = Math.max(0, span.events()) + lost;
            lost = lost < 0 ? Long.MAX_VALUE : lost;
        }
        return new KeptMinute(
                        epochMinute,
                        Math.min(60_000, cut.coveredMillis()),
                        lost,
                        0,
                        cut.silent(),
                        cut.edges(),
                        cut.nodes(),
                        cut.missing())
                .bounded();
    }

    /** Both in one: two parts of a minute between which the console started again, or minutes of a longer span. */
    KeptMinute plus(KeptMinute more) {
        var sum = new LinkedHashMap<Key, FlowMinute.EdgeCount>();
        edges.forEach(edge -> sum.merge(key(edge), edge, KeptMinute::add));
        more.edges.forEach(edge -> sum.merge(key(edge), edge, KeptMinute::add));
        var both = new LinkedHashMap<String, MapNode>();
        nodes.forEach(node -> both.put(node.id(), node));
        more.nodes.forEach(node -> both.put(node.id(), node));
        var quiet = new LinkedHashSet<>(silent);
        quiet.addAll(more.silent);
        var spans = new ArrayList<>(missing);
        spans.addAll(more.missing);
        return new KeptMinute(
                epochMinute,
                coveredMillis + more.coveredMillis,
                lost + more.lost < 0 ? Long.MAX_VALUE : lost + more.lost,
                folded + more.folded,
                List.copyOf(quiet),
                List.copyOf(sum.values()),
                List.copyOf(both.values()),
                spans);
    }

    /** The same within the bounds: what is too much becomes one edge between "others". */
    KeptMinute bounded() {
        if (edges.size() <= MAX_EDGES) {
            return this;
        }
        var order =
                edges.stream()
                        .sorted(
                                Comparator.comparingInt(
                                                (FlowMinute.EdgeCount edge) ->
                                                        edge.dropped() > 0 ? 0 : 1)
                                        .thenComparing(
                                                Comparator.comparingLong(
                                                                FlowMinute.EdgeCount::total)
                                                        .reversed()))
                        .toList();
        var kept = new ArrayList<>(order.subList(0, MAX_EDGES - 1));
        var rest = order.subList(MAX_EDGES - 1, order.size());
        var others = rest.getFirst();
        for (var edge : rest.subList(1, rest.size())) {
            others = add(others, edge);
        }
        kept.add(
                new FlowMinute.EdgeCount(
                        OTHERS,
                        OTHERS,
                        0,
                        "",
                        "",
                        others.forwarded(),
                        others.dropped(),
                        others.redirected(),
                        others.requests(),
                        others.other(),
                        others.undecided(),
                        "",
                        "",
                        List.of()));
        var ends = new LinkedHashSet<String>();
        kept.forEach(
                edge -> {
                    ends.add(edge.source());
                    ends.add(edge.destination());
                });
        var shown =
                new ArrayList<>(
                        nodes.stream()
                                .filter(node -> node.guarded() || ends.contains(node.id()))
                                .toList());
        if (shown.stream().noneMatch(node -> node.id().equals(OTHERS))) {
            shown.add(
                    new MapNode(
                            OTHERS, "", "others", "Entity", -1, false, null, null, "others",
                            List.of()));
        }
        return new KeptMinute(
                epochMinute,
                coveredMillis,
                lost,
                folded + rest.size(),
                silent,
                kept,
                shown,
                missing);
    }

    long allowed() {
        return edges.stream().mapToLong(edge -> edge.forwarded() + edge.requests()).sum();
    }

    long denied() {
        return edges.stream().mapToLong(FlowMinute.EdgeCount::dropped).sum();
    }

    long undecided() {
        return edges.stream().mapToLong(edge -> edge.undecided() + edge.other()).sum();
    }

    private static Key key(FlowMinute.EdgeCount edge) {
        return new Key(edge.source(), edge.destination(), edge.port(), edge.protocol());
    }

    private static FlowMinute.EdgeCount add(FlowMinute.EdgeCount one, FlowMinute.EdgeCount more) {
        var policies = new LinkedHashSet<>(one.policies());
        policies.addAll(more.policies());
        return new FlowMinute.EdgeCount(
                one.source(),
                one.destination(),
                one.port(),
                one.portName(),
                one.protocol(),
                one.forwarded() + more.forwarded(),
                one.dropped() + more.dropped(),
                one.redirected() + more.redirected(),
                one.requests() + more.requests(),
                one.other() + more.other(),
                one.undecided() + more.undecided(),
                more.l7().isEmpty() ? one.l7() : more.l7(),
                more.lastDropReason().isEmpty() ? one.lastDropReason() : more.lastDropReason(),
                policies.stream().limit(16).toList());
    }
}
