package dev.portcullis.lab.observer;

import io.prometheus.metrics.core.datapoints.CounterDataPoint;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A counter whose labels come from traffic, which may be hostile: beyond a bound all is "other". */
final class BoundedCounter {
    static final int MAX_SERIES = 2_000;

    private final Counter counter;
    private final CounterDataPoint other;
    private final Map<List<String>, CounterDataPoint> series = new ConcurrentHashMap<>();

    BoundedCounter(PrometheusRegistry registry, String name, String help, String... labels) {
        counter = Counter.builder().name(name).help(help).labelNames(labels).register(registry);
        String[] others = new String[labels.length];
        Arrays.fill(others, "other");
        other = counter.labelValues(others);
    }

    void add(double amount, String... values) {
        List<String> key = List.of(values);
        CounterDataPoint point = series.get(key);
        if (point == null) {
            point =
                    series.size() >= MAX_SERIES
                            ? other
                            : series.computeIfAbsent(key, _ -> counter.labelValues(values));
        }
        point.inc(amount);
    }
}
