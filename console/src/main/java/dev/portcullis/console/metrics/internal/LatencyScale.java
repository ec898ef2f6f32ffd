package dev.portcullis.console.metrics.internal;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/** Counts durations in buckets, each a fifth wider than the one before: from 50 µs to half a minute, within 10 %. */
final class LatencyScale {
    private static final double FIRST_SECONDS = 50e-6;
    private static final double GROWTH = 1.2;
    private static final int BUCKETS = 74;

    private LatencyScale() {}

    /** The bucket of a duration. */
    static int bucket(Duration duration) {
        double seconds = duration.toNanos() / 1e9;
        if (seconds <= FIRST_SECONDS) {
            return 0;
        }
        int bucket = (int) Math.ceil(Math.log(seconds / FIRST_SECONDS) / Math.log(GROWTH));
        return Math.min(bucket, BUCKETS - 1);
    }

    /** The value that a share of all durations does not exceed, in seconds; not a number without any. */
    static double quantile(Map<Integer, Long> counts, double share) {
        long all = count(counts);
        if (all == 0) {
            return Double.NaN;
        }
        double rank = share * all;
        long seen = 0;
        for (var entry : new TreeMap<>(counts).entrySet()) {
            seen += entry.getValue();
            if (seen >= rank) {
                return middle(entry.getKey());
            }
        }
        return middle(BUCKETS - 1);
    }

    /** How many durations. */
    static long count(Map<Integer, Long> counts) {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }

    private static double middle(int bucket) {
        double upper = FIRST_SECONDS * Math.pow(GROWTH, bucket);
        return bucket == 0 ? upper : upper / Math.sqrt(GROWTH);
    }
}
