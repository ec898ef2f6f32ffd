package dev.portcullis.console.metrics;

import java.time.Duration;
import java.util.Optional;

/** How far back a chart goes, and how much time one of its points stands for. */
public enum ChartRange {
    MINUTES_15("15m", "15 min", Duration.ofMinutes(15), Duration.ofSeconds(10)),
    HOUR("1h", "1 h", Duration.ofHours(1), Duration.ofMinutes(1)),
    HOURS_6("6h", "6 h", Duration.ofHours(6), Duration.ofMinutes(5)),
    DAY("24h", "24 h", Duration.ofHours(24), Duration.ofMinutes(20));

    private final String key;
    private final String words;
    private final Duration span;
    private final Duration step;

    ChartRange(String key, String words, Duration span, Duration step) {
        this.key = key;
        this.words = words;
        this.span = span;
        this.step = step;
    }

    /** Its word in addresses, which Grafana understands as well. */
    public String key() {
        return key;
    }

    /** Its words on the page. */
    public String words() {
        return words;
    }

    /** From the first point to now. */
    public Duration span() {
        return span;
    }

    /** What one point stands for. */
    public Duration step() {
        return step;
    }

    /** The range with that word in an address. */
    public static Optional<ChartRange> of(String key) {
        for (var range : values()) {
            if (range.key.equals(key)) {
                return Optional.of(range);
            }
        }
        return Optional.empty();
    }
}
