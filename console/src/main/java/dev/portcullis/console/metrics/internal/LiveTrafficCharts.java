package dev.portcullis.console.metrics.internal;

import dev.portcullis.console.flows.Flows;
import dev.portcullis.console.flows.MapNode;
import dev.portcullis.console.flows.TrafficSecond;
import dev.portcullis.console.metrics.Chart;
import dev.portcullis.console.metrics.TrafficCharts;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Builds the chart under the map from the seconds the flow store counts. */
final class LiveTrafficCharts implements TrafficCharts {
    private static final Duration SHOWN = Duration.ofMinutes(15);
    private static final int SECONDS_PER_POINT = 5;

    private final Flows flows;
    private final Clock clock;
    private final Surroundings surroundings;

    LiveTrafficCharts(Flows flows, Clock clock, Surroundings surroundings) {
        this.flows = flows;
        this.clock = clock;
        this.surroundings = surroundings;
    }

    /** So many events per second in a few seconds; null for a time before anything was counted. */
    private record Point(long second, @Nullable Double allowed, @Nullable Double denied) {}

    @Override
    public Optional<Chart> of(Optional<String> node) {
        return flows.map().nodes().stream()
                .filter(MapNode::guarded)
                .filter(candidate -> node.map(candidate.id()::equals).orElse(true))
                .min(Comparator.comparing(MapNode::id))
                .map(this::chart);
    }

    private Chart chart(MapNode node) {
        var now = clock.instant();
        var points = points(flows.trafficTo(node.id()), now);
        var start = now.minus(SHOWN);
        var seconds = points.stream().map(Point::second).toList();
        var allowed = new ArrayList<@Nullable Double>();
        var denied = new ArrayList<@Nullable Double>();
        points.forEach(
                point -> {
                    allowed.add(point.allowed());
                    denied.add(point.denied());
                });
        return new Chart(
                "To %s, per second".formatted(node.workload()),
                "",
                List.of(
                        new Chart.Key(
                                "Allowed", Words.rate(allowed.getLast()), "--pc-allowed", false),
                        new Chart.Key("Denied", Words.rate(denied.getLast()), "--pc-denied", true)),
                seconds,
                ChartJs.mirrored(
                        seconds,
                        new ChartJs.Series("Allowed", "--pc-allowed", false, allowed),
                        new ChartJs.Series("Denied", "--pc-denied", true, denied)),
                surroundings.marks(start),
                surroundings.missing(start, now),
                Chart.Table.NONE,
                "");
    }

    // Means over a few seconds, aligned to the clock, so that points do not change once they are
    // complete.
    private static List<Point> points(List<TrafficSecond> seconds, Instant now) {
        long last = now.getEpochSecond() / SECONDS_PER_POINT - 1;
        long first = last - SHOWN.toSeconds() / SECONDS_PER_POINT + 1;
        int count = (int) (last - first + 1);
        var allowed = new int[count];
        var denied = new int[count];
        for (var second : seconds) {
            int point = (int) (second.epochSecond() / SECONDS_PER_POINT - first);
            if (point >= 0 && point < count) {
                allowed[point] += second.allowed();
                denied[point] += second.denied();
            }
        }
        var points = new ArrayList<Point>(count);
        long begun = seconds.isEmpty() ? Long.MAX_VALUE : seconds.getFirst().epochSecond();
        for (int i = 0; i < count; i++) {
            long second = (first + i) * SECONDS_PER_POINT;
            boolean counted = second + SECONDS_PER_POINT > begun;
            points.add(
                    new Point(
                            second,
                            counted ? allowed[i] / (double) SECONDS_PER_POINT : null,
                            counted ? denied[i] / (double) SECONDS_PER_POINT : null));
        }
        return points;
    }
}
