package dev.portcullis.bench.storm;

import java.util.List;
import java.util.Locale;

/** Percentiles, and lines of figures. */
final class Figures {
    private static final double MIB = 1_024 * 1_024;

    private Figures() {}

    static double at(double quantile, List<Double> values) {
        var sorted = values.stream().sorted().toList();
        return sorted.isEmpty()
                ? Double.NaN
                : sorted.get(Math.max(0, (int) Math.ceil(quantile * sorted.size()) - 1));
    }

    static String millis(List<Double> values) {
        return String.format(
                Locale.ROOT,
                "n=%d p50 %.0f ms, p95 %.0f ms, p99 %.0f ms, max %.0f ms",
                values.size(),
                at(0.5, values),
                at(0.95, values),
                at(0.99, values),
                at(1, values));
    }

    static String mib(long bytes) {
        return String.format(Locale.ROOT, "%+.0f MiB", bytes / MIB);
    }

    static void say(String what, String format, Object... values) {
        System.out.printf(
                Locale.ROOT, "%-34s %s%n", what, String.format(Locale.ROOT, format, values));
    }
}
