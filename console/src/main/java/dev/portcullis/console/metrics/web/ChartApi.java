package dev.portcullis.console.metrics.web;

import com.fasterxml.jackson.annotation.JsonRawValue;
import dev.portcullis.console.metrics.Mark;
import dev.portcullis.console.metrics.TrafficChart;
import dev.portcullis.console.metrics.TrafficCharts;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** Charts for reading and drawing. */
@RestController
@Tag(name = "metrics")
class ChartApi {
    private final TrafficCharts charts;

    ChartApi(TrafficCharts charts) {
        this.charts = charts;
    }

    /**
     * A chart on the wire.
     *
     * @param config for Chart.js
     */
    record Answer(
            String title,
            List<Long> seconds,
            double allowedNow,
            double deniedNow,
            @JsonRawValue String config,
            List<MarkAt> marks,
            List<TrafficChart.Span> missing) {
        static Answer of(TrafficChart chart) {
            return new Answer(
                    chart.title(),
                    chart.seconds(),
                    chart.allowedNow(),
                    chart.deniedNow(),
                    chart.config(),
                    chart.marks().stream()
                            .map(
                                    mark ->
                                            new MarkAt(
                                                    mark.at().getEpochSecond(),
                                                    mark.kind(),
                                                    mark.label()))
                            .toList(),
                    chart.missing());
        }
    }

    /** Something that happened. */
    record MarkAt(long second, Mark.Kind kind, String label) {}

    @GetMapping("/api/v1/metrics/traffic")
    @Operation(
            summary = "Allowed and denied per second to a guarded workload, last 15 minutes",
            description =
                    "config is a Chart.js configuration; colours in it name the console's tokens.")
    Answer traffic(@RequestParam Optional<String> node) {
        return charts.of(node)
                .map(Answer::of)
                .orElseThrow(
                        () ->
                                new ResponseStatusException(
                                        HttpStatus.NOT_FOUND,
                                        "No such workload is guarded; label one portcullis.dev/guarded=true"));
    }
}
