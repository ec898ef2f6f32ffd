package dev.portcullis.console.metrics.internal;

import dev.portcullis.console.flows.Flows;
import dev.portcullis.console.flows.MapNode;
import dev.portcullis.console.flows.TrafficSecond;
import dev.portcullis.console.metrics.Mark;
import dev.portcullis.console.metrics.MarkSource;
import dev.portcullis.console.metrics.TrafficChart;
import dev.portcullis.console.metrics.TrafficCharts;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import software.xdev.chartjs.model.charts.LineChart;
import software.xdev.chartjs.model.data.LineData;
import software.xdev.chartjs.model.dataset.LineDataset;
import software.xdev.chartjs.model.options.LegendOptions;
import software.xdev.chartjs.model.options.LineOptions;
import software.xdev.chartjs.model.options.Plugins;
import software.xdev.chartjs.model.options.scale.GridLineConfiguration;
import software.xdev.chartjs.model.options.scale.Scales;
import software.xdev.chartjs.model.options.scale.cartesian.category.CategoryScaleOptions;
import software.xdev.chartjs.model.options.scale.cartesian.category.CategoryTickOptions;
import software.xdev.chartjs.model.options.scale.cartesian.linear.LinearScaleOptions;
import software.xdev.chartjs.model.options.scale.cartesian.linear.LinearTickOptions;

/**
 * Builds the chart with chartjs-java-model. Denials hang below the axis on a scale of their own, so that a few of
 * them do not vanish beside much that is allowed.
 */
final class ChartJsTrafficCharts implements TrafficCharts {
    private static final Duration SHOWN = Duration.ofMinutes(15);
    private static final int SECONDS_PER_POINT = 5;
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm");

    private final Flows flows;
    private final Clock clock;
    private final ObjectProvider<MarkSource> marks;

    ChartJsTrafficCharts(Flows flows, Clock clock, ObjectProvider<MarkSource> marks) {
        this.flows = flows;
        this.clock = clock;
        this.marks = marks;
    }

    /** So many events per second in a few seconds; null for a time before anything was counted. */
    private record Point(long second, @Nullable Double allowed, @Nullable Double denied) {}

    @Override
    public Optional<TrafficChart> of(Optional<String> node) {
        return flows.map().nodes().stream()
                .filter(MapNode::guarded)
                .filter(candidate -> node.map(candidate.id()::equals).orElse(true))
                .min(Comparator.comparing(MapNode::id))
                .map(this::chart);
    }

    private TrafficChart chart(MapNode node) {
        var now = clock.instant();
        var points = points(flows.trafficTo(node.id()), now);
        var start = now.minus(SHOWN);
        return new TrafficChart(
                "To %s, per second".formatted(node.workload()),
                points.stream().map(Point::second).toList(),
                orNothing(points.getLast().allowed()),
                orNothing(points.getLast().denied()),
                config(points),
                marks.orderedStream()
                        .flatMap(source -> source.since(start).stream())
                        .sorted(Comparator.comparing(Mark::at))
                        .toList(),
                missing(start, now));
    }

    private List<TrafficChart.Span> missing(Instant start, Instant now) {
        var status = flows.status();
        var spans = new ArrayList<TrafficChart.Span>();
        for (var span : status.missing()) {
            if (span.to().isAfter(start)) {
                spans.add(
                        new TrafficChart.Span(
                                span.from().getEpochSecond(), span.to().getEpochSecond()));
            }
        }
        var since = status.since();
        if (!status.connected() && since != null) {
            spans.add(new TrafficChart.Span(since.getEpochSecond(), now.getEpochSecond()));
        }
        return spans;
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

    private static double orNothing(@Nullable Double value) {
        return value == null ? 0 : value;
    }

    private static String config(List<Point> points) {
        var data =
                new LineData()
                        .setLabels(points.stream().map(ChartJsTrafficCharts::label).toList())
                        .addDataset(
                                line("Allowed", "allowed", points, Point::allowed)
                                        .setYAxisID("allowed"))
                        .addDataset(
                                line("Denied", "denied", points, Point::denied)
                                        .setYAxisID("denied"));
        var options =
                new LineOptions()
                        .setAnimation(false)
                        .setResponsive(true)
                        .setMaintainAspectRatio(false)
                        .setPlugins(new Plugins().setLegend(new LegendOptions().setDisplay(false)))
                        .setScales(
                                new Scales()
                                        .addScale("x", times())
                                        .addScale("denied", scale(1).setReverse(true))
                                        .addScale("allowed", scale(2)));
        return new LineChart().setData(data).setOptions(options).toJson();
    }

    private static String label(Point point) {
        return TIME.format(Instant.ofEpochSecond(point.second()).atOffset(ZoneOffset.UTC));
    }

    private static LineDataset line(
            String label,
            String verdict,
            List<Point> points,
            Function<Point, @Nullable Double> value) {
        var values = new ArrayList<@Nullable Number>();
        points.forEach(point -> values.add(value.apply(point)));
        return new LineDataset()
                .setLabel(label)
                .setDataUnchecked(values)
                .setBorderColor("var(--pc-%s)".formatted(verdict))
                .setBackgroundColor(
                        verdict.equals("denied")
                                ? "hatch(--pc-denied)"
                                : "var(--pc-%s-fill)".formatted(verdict))
                .setFill("origin")
                .setBorderWidth(2)
                .setPointRadius(List.of(0))
                .setPointHoverRadius(List.of(3))
                .setPointHitRadius(List.of(8));
    }

    private static CategoryScaleOptions times() {
        return new CategoryScaleOptions()
                .setGrid(new GridLineConfiguration().setDisplay(false))
                .setTicks(
                        new CategoryTickOptions()
                                .setColor("var(--pc-text-3)")
                                .setMaxTicksLimit(6)
                                .setMaxRotation(0));
    }

    private static LinearScaleOptions scale(int weight) {
        return new LinearScaleOptions()
                .setStack("per second")
                .setStackWeight(weight)
                .setBeginAtZero(true)
                .setSuggestedMax(1)
                .setGrid(new GridLineConfiguration().setColor("var(--pc-grid)").setDrawTicks(false))
                .setTicks(
                        new LinearTickOptions()
                                .setColor("var(--pc-text-3)")
                                .setMaxTicksLimit(3)
                                .setPrecision(0));
    }
}
