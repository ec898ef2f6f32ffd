package dev.portcullis.console.flows.internal;

import dev.portcullis.console.flows.FlowPage;
import dev.portcullis.console.flows.StreamStatus;
import dev.portcullis.hubble.NodeState;
import dev.portcullis.hubble.StreamEvent;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * What qualifies the flows of the ring, and between which of them it happened: the newest {@value #MAX}. Losses that no
 * flow stands between are one. Guarded by the store's lock.
 */
final class Interruptions {
    private static final int MAX = 1_000;

    private record Kept(long version, FlowPage.Interruption what) {}

    private final Deque<Kept> kept = new ArrayDeque<>();
    private long version;
    private long nextId;

    /** The number of the newest change. */
    long version() {
        return version;
    }

    void missing(StreamStatus.Missing span, long seq) {
        var words =
                span.events() < 0
                        ? "An unknown number of flows may be missing: " + span.cause()
                        : "%,d flows lost: %s".formatted(span.events(), span.cause());
        note(
                new FlowPage.Interruption(
                        seq, nextId++, span.from(), span.to(), span.events(), words),
                span.cause());
    }

    void disconnected(StreamEvent.Disconnected event, long seq) {
        say("The stream broke: " + event.reason(), event.at(), seq);
    }

    void connected(StreamEvent.Connected event, long seq) {
        say("The stream stands: flows arrive from " + event.server(), event.at(), seq);
    }

    void nodes(StreamEvent.NodesChanged event, Instant now, long seq) {
        if (event.state() == NodeState.CONNECTED) {
            return;
        }
        var names = String.join(", ", event.nodes().stream().limit(10).toList());
        var why = event.message().isEmpty() ? "" : ": " + event.message();
        say(
                "No flows from %s, which is %s%s"
                        .formatted(
                                names,
                                event.state().name().toLowerCase(java.util.Locale.ROOT),
                                why),
                now,
                seq);
    }

    private void say(String words, Instant at, long seq) {
        var last = kept.peekLast();
        // Attempts to connect that fail alike are one
        if (last != null && last.what().seq() == seq && last.what().words().equals(words)) {
            kept.removeLast();
            kept.addLast(
                    new Kept(
                            ++version,
                            new FlowPage.Interruption(
                                    seq, last.what().id(), last.what().from(), at, -1, words)));
        } else {
            note(new FlowPage.Interruption(seq, nextId++, at, at, -1, words), "");
        }
    }

    private void note(FlowPage.Interruption what, String cause) {
        var last = kept.peekLast();
        if (last != null
                && what.events() >= 0
                && last.what().seq() == what.seq()
                && last.what().events() >= 0
                && last.what().words().endsWith(": " + cause)) {
            kept.removeLast();
            long sum = last.what().events() + what.events();
            long events = sum < 0 ? Long.MAX_VALUE : sum;
            what =
                    new FlowPage.Interruption(
                            what.seq(),
                            last.what().id(),
                            last.what().from(),
                            what.to(),
                            events,
                            "%,d flows lost: %s".formatted(events, cause));
        }
        kept.addLast(new Kept(++version, what));
        if (kept.size() > MAX) {
            kept.removeFirst();
        }
    }

    /** What was noted or grew after that version, at or after that flow; oldest first. */
    List<FlowPage.Interruption> since(long seen, long oldestSeq) {
        var found = new ArrayList<FlowPage.Interruption>();
        for (var one : kept) {
            if (one.version() > seen && one.what().seq() >= oldestSeq) {
                found.add(one.what());
            }
        }
        return found;
    }
}
