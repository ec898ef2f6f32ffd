package dev.portcullis.hubble;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reports of loss and of nodes, gathered: an overloaded agent sends tens of thousands of loss
 * reports a second, and a reader needs one per node and second, with the exact sum.
 */
final class Notices {
    private static final long BETWEEN = Duration.ofSeconds(1).toNanos();
    private static final int MAX_NODES = 5_000;

    private record Origin(LossPlace where, String node) {}

    private record Change(NodeState state, String message) {}

    private static final class Loss {
        long count;
        @Nullable Instant first;
        @Nullable Instant last;
        long toldAt;
        boolean told;
    }

    private final Map<Origin, Loss> losses = new LinkedHashMap<>();
    private final Map<String, Change> changes = new LinkedHashMap<>();

    /** Adds a report of loss; its count may be anything a server sends. */
    synchronized void lost(StreamEvent.EventsLost report) {
        String whose = losses.size() < MAX_NODES ? report.node() : "";
        Loss loss = losses.computeIfAbsent(new Origin(report.where(), whose), _ -> new Loss());
        loss.count = saturatingSum(loss.count, report.count());
        if (loss.first == null) {
            loss.first = report.first().orElse(null);
        }
        loss.last = report.last().orElse(loss.last);
    }

    /** Notes the nodes' new state; of several of one node the latest is told. */
    synchronized void changed(StreamEvent.NodesChanged event) {
        for (String node : event.nodes()) {
            if (changes.size() < MAX_NODES || changes.containsKey(node)) {
                changes.put(node, new Change(event.state(), event.message()));
            }
        }
    }

    /** Moves what is due over. */
    synchronized void drainTo(List<StreamEvent> into, long now) {
        if (!changes.isEmpty()) {
            Map<Change, List<String>> together = new LinkedHashMap<>();
            changes.forEach(
                    (node, change) ->
                            together.computeIfAbsent(change, _ -> new ArrayList<>()).add(node));
            together.forEach(
                    (change, nodes) ->
                            into.add(
                                    new StreamEvent.NodesChanged(
                                            change.state(), nodes, change.message())));
            changes.clear();
        }
        losses.forEach(
                (origin, loss) -> {
                    if (loss.count != 0 && (!loss.told || now - loss.toldAt >= BETWEEN)) {
                        into.add(
                                new StreamEvent.EventsLost(
                                        origin.where(),
                                        loss.count,
                                        origin.node(),
                                        Optional.ofNullable(loss.first),
                                        Optional.ofNullable(loss.last)));
                        loss.count = 0;
                        loss.first = null;
                        loss.last = null;
                        loss.told = true;
                        loss.toldAt = now;
                    }
                });
    }

    private static long saturatingSum(long one, long other) {
        // A uint64 above Long.MAX_VALUE arrives negative.
        long sum = one + other;
        return other < 0 || sum < 0 ? Long.MAX_VALUE : sum;
    }
}
