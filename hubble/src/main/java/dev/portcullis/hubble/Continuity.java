package dev.portcullis.hubble;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where each node's flows broke off, so that a new stream takes them up without a hole that nobody
 * mentions and without showing one twice. Rests on one fact: a node's ring gives its flows in order
 * and forgets the oldest first, so if it still has one that is not newer than our last, it has all
 * that came after. Not for several threads at once.
 */
final class Continuity {
    /** More nodes than any relay serves; those used least are forgotten. */
    private static final int MAX_NODES = 5_000;

    /** Nodes silent for longer do not hold the start of a new stream back. */
    private static final long RECENT = Duration.ofMinutes(10).toNanos();

    /** After this the replay is over, whatever a node's clock says. */
    private static final long LONGEST_REPLAY = Duration.ofSeconds(30).toNanos();

    /** How a flow continues what was seen of its node. */
    sealed interface Step {
        /** It is the next one, as far as anyone knows. */
        record Next() implements Step {}

        /** It is from before what was last seen, and was shown or reported lost then. */
        record Passed() implements Step {}

        /** What lay between is no longer there. */
        record AfterGap(Instant from) implements Step {}
    }

    private static final Step NEXT = new Step.Next();
    private static final Step PASSED = new Step.Passed();

    private static final class Node {
        Instant last = Instant.MIN;
        long arrived;
        @Nullable Instant resumeAfter;
        boolean touched;
    }

    private final Duration overlap;
    private final SeenFlows seen;
    private final Map<String, Node> nodes =
            new LinkedHashMap<>(16, 0.75f, true) {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<String, Node> eldest) {
                    return size() > MAX_NODES;
                }
            };
    private long resumedAt;
    private String lastName = "";
    private @Nullable Node lastNode;

    Continuity(Duration overlap, Duration window) {
        this.overlap = overlap;
        this.seen = new SeenFlows(window);
    }

    /** From when a new stream must give flows; empty if none has been seen yet. */
    Optional<Instant> resume(long now) {
        Instant earliest = null;
        resumedAt = now;
        for (Node node : nodes.values()) {
            node.resumeAfter = node.last;
            node.touched = false;
            boolean recent = now - node.arrived < RECENT;
            if (recent && (earliest == null || node.last.isBefore(earliest))) {
                earliest = node.last;
            }
        }
        return earliest == null ? Optional.empty() : Optional.of(earliest.minus(overlap));
    }

    /** Takes the next flow off the stream. */
    Step take(Flow flow, long now) {
        boolean isNew = seen.add(SeenFlows.name(flow), now);
        Node node = node(flow.nodeName());
        Step step = isNew ? NEXT : PASSED;
        Instant resumeAfter = node.resumeAfter;
        if (resumeAfter != null) {
            if (flow.time().isAfter(resumeAfter) || now - resumedAt > LONGEST_REPLAY) {
                node.resumeAfter = null;
                if (isNew && !node.touched) {
                    step = new Step.AfterGap(resumeAfter);
                }
            } else if (isNew && flow.time().isBefore(resumeAfter.minus(overlap))) {
                step = PASSED;
            }
            node.touched = true;
        }
        node.arrived = now;
        if (flow.time().isAfter(node.last)) {
            node.last = flow.time();
        }
        return step;
    }

    private Node node(String name) {
        Node node = lastNode;
        if (node == null || !name.equals(lastName)) {
            node = nodes.computeIfAbsent(name, _ -> new Node());
            lastName = name;
            lastNode = node;
        }
        return node;
    }
}
