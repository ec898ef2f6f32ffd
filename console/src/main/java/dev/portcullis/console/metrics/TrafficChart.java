package dev.portcullis.console.metrics;

import java.util.List;

/**
 * A chart, ready to be drawn.
 *
 * @param title what it shows
 * @param seconds the seconds of the points, by the epoch
 * @param allowedNow allowed per second at the end
 * @param deniedNow denied per second at the end
 * @param config the chart in Chart.js' own terms, as JSON; colours are names of tokens
 * @param marks what happened meanwhile
 * @param missing spans in which flows may be missing
 */
public record TrafficChart(
        String title,
        List<Long> seconds,
        double allowedNow,
        double deniedNow,
        String config,
        List<Mark> marks,
        List<Span> missing) {
    public TrafficChart {
        seconds = List.copyOf(seconds);
        marks = List.copyOf(marks);
        missing = List.copyOf(missing);
    }

    /** From one second to another, by the epoch. */
    public record Span(long from, long to) {}
}
