package dev.portcullis.console.metrics.internal;

import dev.portcullis.console.metrics.Attempt;
import dev.portcullis.console.metrics.AttemptSource;
import dev.portcullis.console.metrics.Chart;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;

/** Error codes of unauthorised attempts: what drills' clients got, and what the L7 proxy saw answered. */
final class ErrorsAnswer implements Answer {
    private static final int ROWS = 7;

    private record Line(String code, String saw, String stoppedBy, String seenBy, String tone) {}

    private final ObjectProvider<AttemptSource> sources;

    ErrorsAnswer(ObjectProvider<AttemptSource> sources) {
        this.sources = sources;
    }

    @Override
    public Drawn of(Timeline timeline, Optional<String> workload) {
        var attempts =
                sources.orderedStream()
                        .flatMap(source -> source.since(timeline.start()).stream())
                        .filter(attempt -> workload.map(attempt.target()::startsWith).orElse(true))
                        .toList();
        var refusals =
                timeline.whole().refusals().stream()
                        .filter(line -> workload.map(line.to()::equals).orElse(true))
                        .toList();
        long refused = refusals.stream().mapToLong(Slot.Refusal::count).sum();
        var byNetwork = by(attempts, Attempt.StoppedBy.NETWORK);
        var byServer = by(attempts, Attempt.StoppedBy.SERVER);
        var byNobody = by(attempts, Attempt.StoppedBy.NOBODY);
        var table = table(attempts, refusals, timeline);
        return new Drawn(
                "Error codes of unauthorised attempts",
                "%s, last %s"
                        .formatted(
                                attempts.size() == 1
                                        ? "1 attempt"
                                        : Words.count(attempts.size()) + " attempts",
                                timeline.range().words()),
                List.of(
                        new Chart.Key(
                                "Stopped by the network",
                                Words.count(byNetwork.size()),
                                "--pc-ink",
                                true),
                        new Chart.Key(
                                "Refused by the server",
                                Words.count(byServer.size()),
                                "--pc-undecided",
                                false),
                        new Chart.Key(
                                "Got through", Words.count(byNobody.size()), "--pc-denied", false),
                        new Chart.Key("HTTP 401 or 403", Words.count(refused), "--pc-l7", false)),
                ChartJs.bars(
                        timeline.seconds(),
                        List.of(
                                bars(
                                        "Stopped by the network",
                                        "--pc-ink",
                                        true,
                                        byNetwork,
                                        timeline),
                                bars(
                                        "Refused by the server",
                                        "--pc-undecided",
                                        false,
                                        byServer,
                                        timeline),
                                bars("Got through", "--pc-denied", false, byNobody, timeline),
                                new ChartJs.Series(
                                        "HTTP 401 or 403",
                                        "--pc-l7",
                                        false,
                                        timeline.values(refusalsTo(workload))))),
                table,
                table.rows().isEmpty()
                        ? "Nobody tried in this time. A drill shows whether the walls hold."
                        : "");
    }

    private static ToDoubleFunction<Slot> refusalsTo(Optional<String> workload) {
        return slot ->
                slot.refusals().stream()
                        .filter(line -> workload.map(line.to()::equals).orElse(true))
                        .mapToLong(Slot.Refusal::count)
                        .sum();
    }

    private static Chart.Table table(
            List<Attempt> attempts, List<Slot.Refusal> refusals, Timeline timeline) {
        Map<Line, Long> lines = new LinkedHashMap<>();
        for (var attempt : attempts) {
            var tone =
                    switch (attempt.stoppedBy()) {
                        case NETWORK -> "";
                        case SERVER -> "undecided";
                        case NOBODY -> "denied";
                    };
            lines.merge(
                    new Line(
                            attempt.code(),
                            attempt.saw(),
                            attempt.stoppedBy().words(),
                            "drill's client",
                            tone),
                    1L,
                    Long::sum);
        }
        for (var refusal : refusals) {
            lines.merge(
                    new Line(
                            "HTTP " + refusal.status(),
                            "%s → %s"
                                    .formatted(
                                            Places.name(refusal.from()), Places.name(refusal.to())),
                            "policy or server",
                            "L7 proxy",
                            ""),
                    refusal.count(),
                    Long::sum);
        }
        return new Chart.Table(
                List.of(
                        new Chart.Column("SQLState / code", false),
                        new Chart.Column("What the client saw", false),
                        new Chart.Column("Stopped by", false),
                        new Chart.Column("Seen by", false),
                        new Chart.Column("Last " + timeline.range().words(), true)),
                lines.entrySet().stream()
                        .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
                        .limit(ROWS)
                        .map(entry -> row(entry.getKey(), entry.getValue()))
                        .toList());
    }

    private static List<Chart.Cell> row(Line line, long count) {
        return List.of(
                Chart.Cell.of(line.code()),
                Chart.Cell.of(line.saw()),
                Chart.Cell.toned(line.stoppedBy(), line.tone()),
                Chart.Cell.of(line.seenBy()),
                Chart.Cell.of(Words.count(count)));
    }

    private static List<Attempt> by(List<Attempt> attempts, Attempt.StoppedBy who) {
        return attempts.stream().filter(attempt -> attempt.stoppedBy() == who).toList();
    }

    private static ChartJs.Series bars(
            String label,
            String colour,
            boolean hatched,
            List<Attempt> attempts,
            Timeline timeline) {
        var counts = new ArrayList<@Nullable Double>();
        timeline.seconds().forEach(_ -> counts.add(0.0));
        for (var attempt : attempts) {
            int point = timeline.pointOf(attempt.at());
            if (point >= 0) {
                var before = counts.get(point);
                counts.set(point, before == null ? 1.0 : before + 1);
            }
        }
        return new ChartJs.Series(label, colour, hatched, counts);
    }
}
