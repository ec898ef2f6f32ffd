package dev.portcullis.console.metrics.internal;

import dev.portcullis.console.metrics.Chart;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Dropped packets by reason. */
final class DropsAnswer implements Answer {
    private static final int REASONS = 5;
    private static final List<String> OTHER_COLOURS =
            List.of("--pc-lost", "--pc-lost-fill", "--pc-undecided-fill", "--pc-l7-fill");

    private record Reason(String words, boolean policy) {}

    private record Line(String words, boolean policy, String direction) {}

    @Override
    public Drawn of(Timeline timeline, Optional<String> workload) {
        Map<Reason, Long> reasons = new LinkedHashMap<>();
        Map<Line, Long> lines = new LinkedHashMap<>();
        for (var drop : timeline.whole().drops()) {
            if (matches(drop, workload)) {
                reasons.merge(new Reason(drop.reason(), drop.policy()), drop.count(), Long::sum);
                lines.merge(
                        new Line(drop.reason(), drop.policy(), drop.direction()),
                        drop.count(),
                        Long::sum);
            }
        }
        long all = reasons.values().stream().mapToLong(Long::longValue).sum();
        var keys = new ArrayList<Chart.Key>();
        var series = new ArrayList<ChartJs.Series>();
        var sorted =
                reasons.entrySet().stream()
                        .sorted(Map.Entry.<Reason, Long>comparingByValue().reversed())
                        .limit(REASONS)
                        .toList();
        for (var entry : sorted) {
            var reason = entry.getKey();
            var colour = colour(reason, series);
            keys.add(
                    new Chart.Key(
                            reason.words(),
                            Words.count(entry.getValue()),
                            colour,
                            reason.policy()));
            series.add(
                    new ChartJs.Series(
                            reason.words(),
                            colour,
                            reason.policy(),
                            timeline.values(slot -> count(slot, reason, workload))));
        }
        return new Drawn(
                "Drops by reason",
                workload.map(Places::name).map("on the way to %s, "::formatted).orElse("")
                        + "events per "
                        + unit(timeline),
                keys,
                ChartJs.bars(timeline.seconds(), series),
                new Chart.Table(
                        List.of(
                                new Chart.Column("Reason", false),
                                new Chart.Column("Direction", false),
                                new Chart.Column("Last " + timeline.range().words(), true),
                                new Chart.Column("Share", true)),
                        lines.entrySet().stream()
                                .sorted(
                                        Map.Entry.<Line, Long>comparingByValue(
                                                Comparator.reverseOrder()))
                                .limit(REASONS)
                                .map(entry -> row(entry.getKey(), entry.getValue(), all))
                                .toList()),
                all == 0 ? "Nothing was dropped in this time." : "");
    }

    private static List<Chart.Cell> row(Line line, long count, long all) {
        return List.of(
                Chart.Cell.toned(line.words(), line.policy() ? "denied" : ""),
                Chart.Cell.of(line.direction()),
                Chart.Cell.of(Words.count(count)),
                Chart.Cell.of(Words.share(count, all)));
    }

    private static String colour(Reason reason, List<ChartJs.Series> before) {
        if (reason.words().equals("Request refused")) {
            return "--pc-l7";
        }
        return reason.policy()
                ? "--pc-denied"
                : OTHER_COLOURS.get(
                        (int) before.stream().filter(one -> !one.hatched()).count()
                                % OTHER_COLOURS.size());
    }

    private static double count(Slot slot, Reason reason, Optional<String> workload) {
        return slot.drops().stream()
                .filter(drop -> matches(drop, workload))
                .filter(drop -> drop.reason().equals(reason.words()))
                .mapToLong(Slot.Drop::count)
                .sum();
    }

    private static boolean matches(Slot.Drop drop, Optional<String> workload) {
        return workload.map(drop.to()::equals).orElse(true);
    }

    private static String unit(Timeline timeline) {
        long seconds = timeline.range().step().toSeconds();
        return seconds < 60 ? seconds + " s" : seconds / 60 + " min";
    }
}
