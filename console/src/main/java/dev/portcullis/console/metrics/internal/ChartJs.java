package dev.portcullis.console.metrics.internal;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.xdev.chartjs.model.charts.BarChart;
import software.xdev.chartjs.model.charts.LineChart;
import software.xdev.chartjs.model.data.BarData;
import software.xdev.chartjs.model.data.LineData;
import software.xdev.chartjs.model.dataset.BarDataset;
import software.xdev.chartjs.model.dataset.LineDataset;
import software.xdev.chartjs.model.options.BarOptions;
import software.xdev.chartjs.model.options.LegendOptions;
import software.xdev.chartjs.model.options.LineOptions;
import software.xdev.chartjs.model.options.Plugins;
import software.xdev.chartjs.model.options.scale.GridLineConfiguration;
import software.xdev.chartjs.model.options.scale.Scales;
import software.xdev.chartjs.model.options.scale.cartesian.category.CategoryScaleOptions;
import software.xdev.chartjs.model.options.scale.cartesian.category.CategoryTickOptions;
import software.xdev.chartjs.model.options.scale.cartesian.linear.LinearScaleOptions;
import software.xdev.chartjs.model.options.scale.cartesian.linear.LinearTickOptions;

/** The console's charts in Chart.js' own terms. Colours are names of tokens, which the page resolves in its theme. */
final class ChartJs {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm");

    /**
     * Values over time.
     *
     * @param colour a token's name
     * @param values one for each point; null where nothing is known
     */
    record Series(String label, String colour, boolean hatched, List<@Nullable Double> values) {}

    private ChartJs() {}

    /**
     * Allowed above the axis, denied below it on a scale of its own, so that a few denials do not vanish beside much
     * that is allowed.
     */
    static String mirrored(List<Long> seconds, Series allowed, Series denied) {
        var data =
                new LineData()
                        .setLabels(labels(seconds))
                        .addDataset(area(allowed).setYAxisID("allowed"))
                        .addDataset(area(denied).setYAxisID("denied"));
        var scales =
                new Scales()
                        .addScale("x", times())
                        .addScale("denied", stacked(1).setReverse(true))
                        .addScale("allowed", stacked(2));
        return new LineChart().setData(data).setOptions(lineOptions(scales)).toJson();
    }

    /** Lines over each other. */
    static String lines(List<Long> seconds, List<Series> lines) {
        var data = new LineData().setLabels(labels(seconds));
        for (var line : lines) {
            data.addDataset(line(line).setSpanGaps(false).setPointRadius(List.of(lonely(line))));
        }
        var scales = new Scales().addScale("x", times()).addScale("y", values());
        return new LineChart().setData(data).setOptions(lineOptions(scales)).toJson();
    }

    /** Bars on top of each other. */
    static String bars(List<Long> seconds, List<Series> stack) {
        var data = new BarData().setLabels(labels(seconds));
        for (var part : stack) {
            data.addDataset(
                    new BarDataset()
                            .setLabel(part.label())
                            .setDataUnchecked(new ArrayList<>(part.values()))
                            .setStack("all")
                            .setBorderColor("var(%s)".formatted(part.colour()))
                            .setBorderWidth(1)
                            .setMaxBarThickness(24)
                            .setBackgroundColor(
                                    (part.hatched() ? "hatch(%s)" : "var(%s)")
                                            .formatted(part.colour())));
        }
        var scales = new Scales().addScale("x", times()).addScale("y", values());
        var options =
                new BarOptions()
                        .setAnimation(false)
                        .setResponsive(true)
                        .setMaintainAspectRatio(false)
                        .setPlugins(noLegend())
                        .setScales(scales);
        return new BarChart().setData(data).setOptions(options).toJson();
    }

    private static LineOptions lineOptions(Scales scales) {
        return new LineOptions()
                .setAnimation(false)
                .setResponsive(true)
                .setMaintainAspectRatio(false)
                .setPlugins(noLegend())
                .setScales(scales);
    }

    // The page has a legend of its own, in words.
    private static Plugins noLegend() {
        return new Plugins().setLegend(new LegendOptions().setDisplay(false));
    }

    private static List<String> labels(List<Long> seconds) {
        return seconds.stream()
                .map(second -> TIME.format(Instant.ofEpochSecond(second).atOffset(ZoneOffset.UTC)))
                .toList();
    }

    private static LineDataset area(Series series) {
        return line(series)
                .setPointRadius(List.of(0))
                .setFill("origin")
                .setBackgroundColor(
                        (series.hatched() ? "hatch(%s)" : "var(%s-fill)")
                                .formatted(series.colour()));
    }

    private static LineDataset line(Series series) {
        return new LineDataset()
                .setLabel(series.label())
                .setDataUnchecked(new ArrayList<>(series.values()))
                .setBorderColor("var(%s)".formatted(series.colour()))
                .setBackgroundColor("var(%s)".formatted(series.colour()))
                .setBorderWidth(2)
                .setPointHoverRadius(List.of(3))
                .setPointHitRadius(List.of(8));
    }

    // A value between two gaps has no line: it needs a dot to be seen.
    private static int lonely(Series series) {
        var values = series.values();
        for (int i = 0; i < values.size(); i++) {
            boolean before = i > 0 && values.get(i - 1) != null;
            boolean after = i + 1 < values.size() && values.get(i + 1) != null;
            if (values.get(i) != null && !before && !after) {
                return 2;
            }
        }
        return 0;
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

    private static LinearScaleOptions stacked(int weight) {
        return values().setStack("per second")
                .setStackWeight(weight)
                .setTicks(
                        new LinearTickOptions()
                                .setColor("var(--pc-text-3)")
                                .setMaxTicksLimit(3)
                                .setPrecision(0));
    }

    private static LinearScaleOptions values() {
        return new LinearScaleOptions()
                .setBeginAtZero(true)
                .setSuggestedMax(1)
                .setGrid(new GridLineConfiguration().setColor("var(--pc-grid)").setDrawTicks(false))
                .setTicks(new LinearTickOptions().setColor("var(--pc-text-3)").setMaxTicksLimit(5));
    }
}
