package dev.portcullis.console.metrics.internal;

import dev.portcullis.console.metrics.Chart;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Connection latency: from SYN to SYN-ACK as the data path reports them, and what the user service measured at its own
 * end of the same connections, login included.
 */
final class LatencyAnswer implements Answer {
    private static final int ROWS = 4;

    @Override
    public Drawn of(Timeline timeline, Optional<String> workload) {
        var handshakes = workload.isPresent() ? Slot.Timed.HANDSHAKE : Slot.Timed.REQUEST;
        var median =
                new ChartJs.Series(
                        "p50",
                        "--pc-text-3",
                        false,
                        timeline.values(slot -> quantile(slot, workload, handshakes, 0.5)));
        var high =
                new ChartJs.Series(
                        "p95",
                        "--pc-accent",
                        false,
                        timeline.values(slot -> quantile(slot, workload, handshakes, 0.95)));
        var opened =
                new ChartJs.Series(
                        "user-service opens a connection",
                        "--pc-l7",
                        false,
                        timeline.values(slot -> mean(slot, Slot.Measured.OPENED)));
        var waited =
                new ChartJs.Series(
                        "user-service waits for one",
                        "--pc-undecided",
                        false,
                        timeline.values(slot -> mean(slot, Slot.Measured.WAITED)));
        var rows = rows(timeline.whole(), workload);
        var seen = workload.isPresent() ? "SYN to SYN-ACK" : "Request to answer";
        var whole = merged(timeline.whole(), workload, handshakes);
        return new Drawn(
                workload.map(Places::name)
                        .map("Connection latency to %s"::formatted)
                        .orElse("Request latency"),
                "milliseconds, " + seen + " in flows, and the client's own means",
                List.of(
                        key(seen + " p95", high, LatencyScale.quantile(whole, 0.95)),
                        key("p50", median, LatencyScale.quantile(whole, 0.5)),
                        key(
                                "Client opens",
                                opened,
                                mean(timeline.whole(), Slot.Measured.OPENED) / 1e3),
                        key(
                                "Client waits",
                                waited,
                                mean(timeline.whole(), Slot.Measured.WAITED) / 1e3)),
                ChartJs.lines(timeline.seconds(), List.of(high, median, opened, waited)),
                new Chart.Table(
                        List.of(
                                new Chart.Column("Measured", false),
                                new Chart.Column("p50", true),
                                new Chart.Column("p95", true),
                                new Chart.Column("p99", true),
                                new Chart.Column("Times", true)),
                        rows),
                rows.isEmpty()
                        ? "No connection was opened in this time. Pools keep theirs, so that is usual."
                        : "");
    }

    private static List<List<Chart.Cell>> rows(Slot whole, Optional<String> workload) {
        var rows = new ArrayList<List<Chart.Cell>>();
        whole.latencies().stream()
                .filter(line -> workload.map(line.to()::equals).orElse(true))
                .sorted(
                        Comparator.comparing(Slot.Latency::timed)
                                .thenComparing(
                                        Comparator.<Slot.Latency>comparingLong(
                                                        line -> LatencyScale.count(line.counts()))
                                                .reversed()))
                .limit(ROWS)
                .forEach(line -> rows.add(row(line)));
        client(whole, Slot.Measured.OPENED, "Client: opens a connection, mean")
                .ifPresent(rows::add);
        client(whole, Slot.Measured.WAITED, "Client: waits for a connection, mean")
                .ifPresent(rows::add);
        return rows;
    }

    private static List<Chart.Cell> row(Slot.Latency line) {
        var pair = Places.pair(line.from(), line.to());
        var kind = line.timed() == Slot.Timed.HANDSHAKE ? "" : ", request";
        return List.of(
                Chart.Cell.linked(pair.text() + kind, pair.link()),
                Chart.Cell.of(Words.millis(LatencyScale.quantile(line.counts(), 0.5))),
                Chart.Cell.of(Words.millis(LatencyScale.quantile(line.counts(), 0.95))),
                Chart.Cell.of(Words.millis(LatencyScale.quantile(line.counts(), 0.99))),
                Chart.Cell.of(Words.count(LatencyScale.count(line.counts()))));
    }

    private static Optional<List<Chart.Cell>> client(
            Slot whole, Slot.Measured measured, String words) {
        return whole.client().stream()
                .filter(line -> line.measured() == measured)
                .findFirst()
                .map(
                        line ->
                                List.of(
                                        Chart.Cell.of(words),
                                        Chart.Cell.of(Words.millis(line.seconds() / line.count())),
                                        Chart.Cell.of("–"),
                                        Chart.Cell.of("–"),
                                        Chart.Cell.of(Words.count(line.count()))));
    }

    private static Chart.Key key(String label, ChartJs.Series series, double seconds) {
        return new Chart.Key(label, Words.millis(seconds), series.colour(), false);
    }

    private static Map<Integer, Long> merged(
            Slot slot, Optional<String> workload, Slot.Timed timed) {
        Map<Integer, Long> counts = new HashMap<>();
        slot.latencies().stream()
                .filter(line -> line.timed() == timed)
                .filter(line -> workload.map(line.to()::equals).orElse(true))
                .forEach(
                        line ->
                                line.counts()
                                        .forEach(
                                                (bucket, count) ->
                                                        counts.merge(bucket, count, Long::sum)));
        return counts;
    }

    private static double quantile(
            Slot slot, Optional<String> workload, Slot.Timed timed, double share) {
        return LatencyScale.quantile(merged(slot, workload, timed), share) * 1_000;
    }

    private static double mean(Slot slot, Slot.Measured measured) {
        return slot.client().stream()
                .filter(line -> line.measured() == measured)
                .mapToDouble(line -> line.seconds() / line.count() * 1_000)
                .findFirst()
                .orElse(Double.NaN);
    }
}
