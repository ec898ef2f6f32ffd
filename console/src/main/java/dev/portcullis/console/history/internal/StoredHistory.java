package dev.portcullis.console.history.internal;

import dev.portcullis.console.flows.FlowMinute;
import dev.portcullis.console.flows.MapEdge;
import dev.portcullis.console.flows.MapNode;
import dev.portcullis.console.flows.MapSnapshot;
import dev.portcullis.console.flows.Posture;
import dev.portcullis.console.flows.StreamStatus;
import dev.portcullis.console.history.History;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;

/** Answers from the kept minutes. */
final class StoredHistory implements History {
    private static final long MINUTE_MILLIS = 60_000;
    private static final int HOUR_MINUTES = 60;
    private static final Duration WRITTEN_WITHIN = Duration.ofSeconds(5);
    private static final List<Integer> NO_SPARK = Collections.nCopies(31, 0);

    private final MinuteStore store;
    private final Clock clock;

    StoredHistory(MinuteStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    @Override
    public Overview overview(Instant from, Instant to, Duration step) {
        long stepMinutes = step.toMinutes();
        if (stepMinutes < 1 || !step.equals(Duration.ofMinutes(stepMinutes))) {
            throw new IllegalArgumentException("step: whole minutes, at least one");
        }
        long first = minute(from);
        long end = Math.min(minute(to), minute(clock.instant()));
        if ((end - first) / stepMinutes > MAX_STEPS) {
            throw new IllegalArgumentException(
                    "step: at most %d steps; take a longer step".formatted(MAX_STEPS));
        }
        var steps = new ArrayList<Step>();
        var sums = store.sums(first, Math.max(first, end));
        int next = 0;
        for (long at = first; at < end; at += stepMinutes) {
            long until = Math.min(at + stepMinutes, end);
            var within = new ArrayList<MinuteStore.Sums>();
            while (next < sums.size() && sums.get(next).epochMinute() < until) {
                within.add(sums.get(next++));
            }
            steps.add(step(at, until, within));
        }
        return new Overview(
                at(first),
                at(Math.max(first, end)),
                step.toSeconds(),
                store.oldest().map(StoredHistory::at),
                steps,
                store.missing(at(first), at(Math.max(first, end))));
    }

    @Override
    public PastMap map(Instant from, Instant to) {
        long first = minute(from);
        long end = minute(to);
        if (end <= first || Duration.ofMinutes(end - first).compareTo(LONGEST_MAP) > 0) {
            throw new IllegalArgumentException(
                    "from and to: at least a minute, at most %d hours"
                            .formatted(LONGEST_MAP.toHours()));
        }
        var minutes = store.minutes(first, end);
        var sum = minutes.stream().reduce(KeptMinute::plus);
        var sums = store.sums(first, end);
        long covered = sum.map(KeptMinute::coveredMillis).orElse(0L);
        double seconds = Math.max(1, covered / 1000.0);
        var missing = store.missing(at(first), at(end));
        var edges = new ArrayList<MapEdge>();
        for (var edge : sum.map(KeptMinute::edges).orElse(List.of())) {
            edges.add(edge(edge, edges.size(), at(end), seconds));
        }
        var nodes =
                sum.map(KeptMinute::nodes).orElse(List.of()).stream()
                        .map(StoredHistory::shown)
                        .toList();
        var step = step(first, end, sums);
        var status =
                new StreamStatus(
                        true,
                        at(first),
                        "history",
                        "",
                        null,
                        step.silent().stream()
                                .map(node -> new StreamStatus.Node(node, "unavailable", 0))
                                .toList(),
                        step.allowed() + step.denied() + step.undecided(),
                        step.lost(),
                        missing.stream().limit(50).toList());
        return new PastMap(step, new MapSnapshot(0, status, Posture.UNKNOWN, nodes, edges));
    }

    @Override
    public PastEdges edges(Instant from, Instant to) {
        long asked = minute(from);
        if (minute(to) <= asked
                || Duration.ofMinutes(minute(to) - asked).compareTo(RETENTION) > 0) {
            throw new IllegalArgumentException(
                    "from and to: at least a minute, at most %d days"
                            .formatted(RETENTION.toDays()));
        }
        // A minute is written shortly after it has ended.
        long end = Math.min(minute(to), minute(clock.instant().minus(WRITTEN_WITHIN)));
        long first = Math.min(end, Math.max(asked, store.oldest().orElse(end)));
        var sum = new EdgeSum();
        for (long at = first; at < end; at += HOUR_MINUTES) {
            long until = Math.min(at + HOUR_MINUTES, end);
            sum.add(at, until, store.minutes(at, until), store.missing(at(at), at(until)));
        }
        return new PastEdges(at(first), at(end), sum.lost(), sum.gaps(), sum.edges());
    }

    private static Step step(long first, long end, List<MinuteStore.Sums> within) {
        long allowed = 0;
        long denied = 0;
        long undecided = 0;
        long lost = 0;
        long covered = 0;
        var silent = new LinkedHashSet<String>();
        for (var minute : within) {
            allowed += minute.allowed();
            denied += minute.denied();
            undecided += minute.undecided();
            lost = lost + minute.lost() < 0 ? Long.MAX_VALUE : lost + minute.lost();
            covered += minute.coveredMillis();
            silent.addAll(minute.silent());
        }
        return new Step(
                at(first),
                allowed,
                denied,
                undecided,
                lost,
                Math.min(1, covered / (double) ((end - first) * MINUTE_MILLIS)),
                silent.stream().limit(50).toList());
    }

    private static MapEdge edge(
            FlowMinute.EdgeCount edge, int number, Instant end, double seconds) {
        return new MapEdge(
                "h" + number,
                edge.source(),
                edge.destination(),
                Math.max(0, edge.port()),
                edge.portName(),
                edge.protocol(),
                edge.forwarded(),
                edge.dropped(),
                edge.redirected(),
                edge.requests(),
                edge.other(),
                edge.undecided(),
                (edge.forwarded() + edge.requests()) / seconds,
                edge.dropped() / seconds,
                edge.l7(),
                end,
                edge.dropped() > 0 ? end : null,
                edge.lastDropReason(),
                edge.policies());
    }

    private static MapNode shown(MapNode node) {
        return new MapNode(
                node.id(),
                node.namespace(),
                node.workload(),
                node.kind(),
                node.pods(),
                node.guarded(),
                node.isolatedIngress(),
                node.isolatedEgress(),
                node.reserved(),
                NO_SPARK);
    }

    private static long minute(Instant time) {
        return Math.floorDiv(time.getEpochSecond(), 60L);
    }

    private static Instant at(long minute) {
        return Instant.ofEpochSecond(minute * 60);
    }
}
