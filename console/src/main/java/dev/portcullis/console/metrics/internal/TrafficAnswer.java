package dev.portcullis.console.metrics.internal;

import dev.portcullis.console.metrics.Chart;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.ToLongFunction;

/** Allowed and denied between pods. */
final class TrafficAnswer implements Answer {
    private static final int ROWS = 6;

    @Override
    public Drawn of(Timeline timeline, Optional<String> workload) {
        var allowed = timeline.rates(slot -> sum(slot.traffic(), workload, Slot.Traffic::allowed));
        var denied = timeline.rates(slot -> sum(slot.traffic(), workload, Slot.Traffic::denied));
        var pairs =
                timeline.whole().traffic().stream()
                        .filter(line -> workload.map(line.to()::equals).orElse(true))
                        .sorted(
                                Comparator.comparingLong(Slot.Traffic::denied)
                                        .thenComparingLong(Slot.Traffic::allowed)
                                        .reversed()
                                        .thenComparing(Slot.Traffic::from))
                        .toList();
        return new Drawn(
                "Allowed and denied between pods",
                workload.map(Places::name)
                        .map("to %s, per second"::formatted)
                        .orElse("all workloads, per second"),
                List.of(
                        new Chart.Key(
                                "Allowed", Words.rate(allowed.getLast()), "--pc-allowed", false),
                        new Chart.Key(
                                "Denied, own scale",
                                Words.rate(denied.getLast()),
                                "--pc-denied",
                                true)),
                ChartJs.mirrored(
                        timeline.seconds(),
                        new ChartJs.Series("Allowed", "--pc-allowed", false, allowed),
                        new ChartJs.Series("Denied", "--pc-denied", true, denied)),
                new Chart.Table(
                        List.of(
                                new Chart.Column("Pair", false),
                                new Chart.Column("Allowed", true),
                                new Chart.Column("Denied", true),
                                new Chart.Column("Denied/s", true)),
                        pairs.stream().limit(ROWS).map(line -> row(line, timeline)).toList()),
                pairs.isEmpty() ? "No traffic was seen in this time." : "");
    }

    private static List<Chart.Cell> row(Slot.Traffic line, Timeline timeline) {
        return List.of(
                Places.pair(line.from(), line.to()),
                Chart.Cell.toned(Words.count(line.allowed()), line.allowed() > 0 ? "allowed" : ""),
                Chart.Cell.toned(Words.count(line.denied()), line.denied() > 0 ? "denied" : ""),
                Chart.Cell.toned(
                        Words.rate(line.denied() / (double) timeline.length()),
                        line.denied() > 0 ? "denied" : ""));
    }

    private static double sum(
            List<Slot.Traffic> lines,
            Optional<String> workload,
            ToLongFunction<Slot.Traffic> count) {
        return lines.stream()
                .filter(line -> workload.map(line.to()::equals).orElse(true))
                .mapToLong(count)
                .sum();
    }
}
