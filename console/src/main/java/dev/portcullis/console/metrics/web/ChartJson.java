package dev.portcullis.console.metrics.web;

import com.fasterxml.jackson.annotation.JsonRawValue;
import dev.portcullis.console.metrics.Chart;
import dev.portcullis.console.metrics.Mark;
import java.util.List;

/**
 * A chart on the wire.
 *
 * @param config for Chart.js
 */
record ChartJson(
        String title,
        String subtitle,
        List<Chart.Key> keys,
        List<Long> seconds,
        @JsonRawValue String config,
        List<MarkAt> marks,
        List<Chart.Span> missing,
        Chart.Table table,
        String empty) {
    /** Something that happened. */
    record MarkAt(long second, Mark.Kind kind, String label) {}

    static ChartJson of(Chart chart) {
        return new ChartJson(
                chart.title(),
                chart.subtitle(),
                chart.keys(),
                chart.seconds(),
                chart.config(),
                chart.marks().stream()
                        .map(
                                mark ->
                                        new MarkAt(
                                                mark.at().getEpochSecond(),
                                                mark.kind(),
                                                mark.label()))
                        .toList(),
                chart.missing(),
                chart.table(),
                chart.empty());
    }
}
