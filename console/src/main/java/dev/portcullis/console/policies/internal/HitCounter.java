package dev.portcullis.console.policies.internal;

import dev.portcullis.console.policies.Hits;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/** Counts the events of the last hour in spans of two minutes. */
final class HitCounter {
    private static final int SPANS = 30;
    private static final int SPAN_SECONDS = 120;

    private final int[] allowed = new int[SPANS];
    private final int[] denied = new int[SPANS];
    private long newest;

    synchronized void allowed(Instant at) {
        allowed[slot(at)]++;
    }

    synchronized void denied(Instant at) {
        denied[slot(at)]++;
    }

    synchronized Hits read(Instant now) {
        slot(now);
        return new Hits(ordered(allowed), ordered(denied));
    }

    private List<Integer> ordered(int[] counts) {
        var oldest = (int) ((newest + 1) % SPANS);
        var ordered = new Integer[SPANS];
        Arrays.setAll(ordered, i -> counts[(oldest + i) % SPANS]);
        return List.of(ordered);
    }

    private int slot(Instant at) {
        var span = at.getEpochSecond() / SPAN_SECONDS;
        if (span - newest >= SPANS) {
            Arrays.fill(allowed, 0);
            Arrays.fill(denied, 0);
            newest = span;
        }
        while (newest < span) {
            newest++;
            allowed[(int) (newest % SPANS)] = 0;
            denied[(int) (newest % SPANS)] = 0;
        }
        return (int) (Math.max(span, newest - SPANS + 1) % SPANS);
    }
}
