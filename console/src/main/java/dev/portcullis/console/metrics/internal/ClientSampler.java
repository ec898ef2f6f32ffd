package dev.portcullis.console.metrics.internal;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What the user service measured since the last look. Behind its address there may be several pods: figures are only
 * compared with earlier ones of the same process, known by the time it started. Not thread-safe.
 */
final class ClientSampler {
    private static final int MOST_PROCESSES = 16;
    private static final Map<String, Slot.Measured> MEASURED =
            Map.of(
                    "hikaricp_connections_creation_seconds", Slot.Measured.OPENED,
                    "hikaricp_connections_acquire_seconds", Slot.Measured.WAITED,
                    "http_server_requests_seconds", Slot.Measured.ANSWERED);

    private static final class Sum {
        private double count;
        private double seconds;
    }

    private final Map<Double, Map<Slot.Measured, Sum>> processes =
            new LinkedHashMap<>() {
                @Override
                protected boolean removeEldestEntry(
                        Map.Entry<Double, Map<Slot.Measured, Sum>> eldest) {
                    return size() > MOST_PROCESSES;
                }
            };

    void sample(Iterable<String> lines, Tally tally) {
        Map<Slot.Measured, Sum> now = new EnumMap<>(Slot.Measured.class);
        double[] started = {Double.NaN};
        PrometheusText.read(
                lines,
                sample -> {
                    if (sample.name().equals("process_start_time_seconds")) {
                        started[0] = sample.value();
                    } else {
                        add(now, sample);
                    }
                });
        if (Double.isNaN(started[0])) {
            return;
        }
        var before = processes.put(started[0], now);
        if (before != null) {
            now.forEach(
                    (measured, sum) -> {
                        var earlier = before.getOrDefault(measured, new Sum());
                        long count = Math.round(sum.count - earlier.count);
                        if (count > 0) {
                            tally.client(
                                    measured, count, Math.max(0, sum.seconds - earlier.seconds));
                        }
                    });
        }
    }

    private static void add(Map<Slot.Measured, Sum> sums, PrometheusText.Sample sample) {
        boolean count = sample.name().endsWith("_count");
        if (!count && !sample.name().endsWith("_sum")) {
            return;
        }
        var name = sample.name().substring(0, sample.name().lastIndexOf('_'));
        var measured = MEASURED.get(name);
        // Probes are answered without the database
        if (measured == null
                || measured == Slot.Measured.ANSWERED && !sample.label("uri").startsWith("/api/")) {
            return;
        }
        var sum = sums.computeIfAbsent(measured, _ -> new Sum());
        if (count) {
            sum.count += sample.value();
        } else {
            sum.seconds += sample.value();
        }
    }
}
