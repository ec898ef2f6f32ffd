package dev.portcullis.console.metrics.web;

import dev.portcullis.console.metrics.Chart;
import dev.portcullis.console.metrics.ChartRange;
import dev.portcullis.console.metrics.Measurements;
import dev.portcullis.console.metrics.Question;
import dev.portcullis.console.metrics.TrafficCharts;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** Charts for reading and drawing. */
@RestController
@Tag(name = "metrics")
class ChartApi {
    private final TrafficCharts charts;
    private final Measurements measurements;

    ChartApi(TrafficCharts charts, Measurements measurements) {
        this.charts = charts;
        this.measurements = measurements;
    }

    @GetMapping("/api/v1/metrics/traffic")
    @Operation(
            summary = "Allowed and denied per second to a guarded workload, last 15 minutes",
            description =
                    "config is a Chart.js configuration; colours in it name the console's tokens.")
    ChartJson traffic(@RequestParam Optional<String> node) {
        return charts.of(node)
                .map(ChartJson::of)
                .orElseThrow(
                        () ->
                                new ResponseStatusException(
                                        HttpStatus.NOT_FOUND,
                                        "No such workload is guarded; label one portcullis.dev/guarded=true"));
    }

    @GetMapping("/api/v1/metrics/charts/{question}")
    @Operation(
            summary = "What the console counted itself: traffic, drops, latency or errors",
            description =
                    "range: 15m, 1h, 6h or 24h. workload: only what goes to that one,"
                            + " namespace/name; without it, all. The table says the same as the chart.")
    ChartJson chart(
            @PathVariable String question,
            @RequestParam(defaultValue = "1h") String range,
            @RequestParam Optional<String> workload) {
        var asked =
                Question.of(question)
                        .orElseThrow(
                                () ->
                                        new ResponseStatusException(
                                                HttpStatus.NOT_FOUND,
                                                "There are charts of traffic, drops, latency and errors"));
        var wanted =
                ChartRange.of(range)
                        .orElseThrow(
                                () ->
                                        new ResponseStatusException(
                                                HttpStatus.BAD_REQUEST,
                                                "range: use 15m, 1h, 6h or 24h"));
        Chart chart = measurements.answer(asked, wanted, workload.filter(name -> !name.isEmpty()));
        return ChartJson.of(chart);
    }
}
