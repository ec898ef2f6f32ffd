package dev.portcullis.traffic.client;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Counts answers and how long they took, between two reports and since the start. Thread-safe. */
final class Tally {

    private static final int MOST_TIMES = 100_000;

    private long[] nanos = new long[64];
    private int timed;
    private long ok;
    private long failed;
    private long allOk;
    private long allFailed;
    private @Nullable String lastError;

    /** Counts one answer that took so long. */
    synchronized void add(Answer answer, Duration took) {
        switch (answer) {
            case Answer.Served _ -> {
                ok++;
                time(took.toNanos());
            }
            case Answer.Failed(String why) -> {
                failed++;
                lastError = why;
            }
        }
    }

    /** Counts a request that was not made, because too many wait for their answers. */
    synchronized void skip(String why) {
        failed++;
        lastError = why;
    }

    private void time(long took) {
        if (timed == MOST_TIMES) {
            return;
        }
        if (timed == nanos.length) {
            nanos = Arrays.copyOf(nanos, nanos.length * 2);
        }
        nanos[timed++] = took;
    }

    /** What happened since the last report; counting starts again at nought. */
    synchronized Report report(Instant at) {
        long[] sorted = Arrays.copyOf(nanos, timed);
        Arrays.sort(sorted);
        allOk += ok;
        allFailed += failed;
        Report report =
                new Report(
                        at,
                        ok + failed,
                        ok,
                        failed,
                        rate(ok, failed),
                        percentile(sorted, 0.50),
                        percentile(sorted, 0.99),
                        lastError,
                        new Report.Total(
                                allOk + allFailed, allOk, allFailed, rate(allOk, allFailed)));
        timed = 0;
        ok = 0;
        failed = 0;
        lastError = null;
        return report;
    }

    private static @Nullable Double rate(long ok, long failed) {
        return ok + failed == 0 ? null : (double) ok / (ok + failed);
    }

    private static @Nullable Double percentile(long[] sorted, double share) {
        if (sorted.length == 0) {
            return null;
        }
        int index = (int) Math.ceil(share * sorted.length) - 1;
        return Math.round(sorted[Math.max(0, index)] / 10_000.0) / 100.0;
    }
}
