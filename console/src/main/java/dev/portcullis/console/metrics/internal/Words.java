package dev.portcullis.console.metrics.internal;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Numbers as a person reads them beside a chart. */
final class Words {
    private Words() {}

    /** So many per second; nothing known is nothing said. */
    static String rate(@Nullable Double perSecond) {
        if (perSecond == null) {
            return "–";
        }
        return perSecond == 0
                ? "0"
                : perSecond >= 10
                        ? Long.toString(Math.round(perSecond))
                        : String.format(Locale.ROOT, perSecond >= 0.1 ? "%.1f" : "%.2f", perSecond);
    }

    /** A whole number with commas. */
    static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /** Seconds as milliseconds. */
    static String millis(double seconds) {
        double ms = seconds * 1_000;
        return Double.isNaN(ms)
                ? "–"
                : ms >= 100
                        ? String.format(Locale.ROOT, "%,d ms", Math.round(ms))
                        : String.format(Locale.ROOT, ms >= 9.95 ? "%.0f ms" : "%.1f ms", ms);
    }

    /** A part of a whole. */
    static String share(long part, long whole) {
        return whole == 0 ? "–" : String.format(Locale.ROOT, "%.1f %%", 100.0 * part / whole);
    }
}
