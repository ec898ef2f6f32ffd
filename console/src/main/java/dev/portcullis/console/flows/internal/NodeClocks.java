package dev.portcullis.console.flows.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How far the nodes' clocks are from ours, by the least time their flows took to arrive. A flow from the future can
 * only come of a clock that is ahead. One from the past may merely be old, as after a new connection: a clock is behind
 * when no flow of two spans in a row was newer. Guarded by the store's lock.
 */
final class NodeClocks {
    /** Less is what the network, and the relay's sorting of flows, may take. */
    static final Duration NOTABLE = Duration.ofSeconds(2);

    private static final long SPAN_MILLIS = 10_000;
    private static final long NONE = Long.MAX_VALUE;
    private static final int MAX_NODES = 500;
    private static final long FARTHEST_SECONDS = 1L << 40;

    private static final class Clock {
        long span;
        long leastLag = NONE;
        long leastLagBefore = NONE;

        void saw(long lag, long now) {
            long current = now / SPAN_MILLIS;
            if (current != span) {
                leastLagBefore = current == span + 1 ? leastLag : NONE;
                leastLag = NONE;
                span = current;
            }
            leastLag = Math.min(leastLag, lag);
        }

        long skew() {
            long notable = NOTABLE.toMillis();
            if (leastLag < -notable) {
                return -leastLag;
            }
            long least = Math.min(leastLag, leastLagBefore);
            boolean twice = leastLag != NONE && leastLagBefore != NONE;
            return twice && least > notable ? -least : 0;
        }
    }

    private final Map<String, Clock> clocks = new HashMap<>();
    private String lastName = "";
    private @Nullable Clock lastClock;

    /** A flow of that node, seen at {@code time} by its clock, arrived at {@code now} by ours. */
    void saw(String node, Instant time, long now) {
        Clock clock = lastClock;
        if (clock == null || !node.equals(lastName)) {
            clock =
                    clocks.size() < MAX_NODES
                            ? clocks.computeIfAbsent(node, _ -> new Clock())
                            : clocks.get(node);
            if (clock == null) {
                return;
            }
            lastName = node;
            lastClock = clock;
        }
        clock.saw(now - millis(time), now);
    }

    // A time may be anything a server sends, also one that no number of milliseconds can be.
    private static long millis(Instant time) {
        return Math.clamp(time.getEpochSecond(), -FARTHEST_SECONDS, FARTHEST_SECONDS) * 1_000
                + time.getNano() / 1_000_000;
    }

    /** The nodes whose clock is notably wrong, and by how many milliseconds; above zero if it is ahead. */
    SortedMap<String, Long> skews() {
        var skews = new TreeMap<String, Long>();
        clocks.forEach(
                (node, clock) -> {
                    long skew = clock.skew();
                    if (skew != 0) {
                        skews.put(node, skew);
                    }
                });
        return skews;
    }
}
