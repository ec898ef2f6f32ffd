package dev.portcullis.console.metrics.internal;

import dev.portcullis.console.metrics.Diagnosis;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Which metrics there are, and the values of their labels; a bounded number of each. */
final class Inventory {
    private static final int MOST_METRICS = 2_000;
    private static final int MOST_VALUES = 200;
    private static final Pattern ADDRESS =
            Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,3}){3}|[0-9a-f:]*:[0-9a-f:]+");
    private static final Pattern POD = Pattern.compile(".+-[a-z0-9]{8,10}-[a-z0-9]{5}");
    private static final Pattern NUMBER = Pattern.compile("[0-9]+");
    private static final Set<String> ENDS = Set.of("source", "destination");

    private static final class Metric {
        private int series;
        private final Map<String, Set<String>> labels = new TreeMap<>();
    }

    private final Map<String, Metric> metrics = new TreeMap<>();

    void add(PrometheusText.Sample sample) {
        var metric = metrics.get(sample.name());
        if (metric == null) {
            if (metrics.size() >= MOST_METRICS) {
                return;
            }
            metric = new Metric();
            metrics.put(sample.name(), metric);
        }
        metric.series++;
        for (var label : sample.labels().entrySet()) {
            var values = metric.labels.computeIfAbsent(label.getKey(), _ -> new TreeSet<>());
            if (!label.getValue().isEmpty() && values.size() < MOST_VALUES) {
                values.add(label.getValue());
            }
        }
    }

    boolean has(String metric) {
        return metrics.containsKey(metric);
    }

    /** Whether some series of the metric says something under that label. */
    boolean says(String metric, String label) {
        return Optional.ofNullable(metrics.get(metric))
                .map(known -> known.labels.get(label))
                .filter(values -> !values.isEmpty())
                .isPresent();
    }

    boolean isEmpty() {
        return metrics.isEmpty();
    }

    /** What a person reads, of the metrics whose names begin so. */
    List<Diagnosis.Metric> facts(String prefix) {
        return metrics.entrySet().stream()
                .filter(entry -> entry.getKey().startsWith(prefix))
                .map(entry -> facts(entry.getKey(), entry.getValue()))
                .toList();
    }

    private static Diagnosis.Metric facts(String name, Metric metric) {
        return new Diagnosis.Metric(
                name,
                metric.series,
                metric.labels.entrySet().stream()
                        .filter(label -> !label.getKey().equals("le"))
                        .map(
                                label ->
                                        new Diagnosis.Label(
                                                label.getKey(),
                                                label.getValue().size(),
                                                label.getValue().stream().findFirst().orElse(""),
                                                ENDS.contains(label.getKey())
                                                        ? context(label.getValue())
                                                        : ""))
                        .toList());
    }

    /** What the ends of flows are called by, as far as their looks tell. */
    private static String context(Set<String> values) {
        var names = values.stream().filter(value -> !value.startsWith("reserved:")).toList();
        if (names.isEmpty()) {
            return values.isEmpty() ? "nothing" : "reserved identity";
        }
        if (names.stream().allMatch(value -> ADDRESS.matcher(value).matches())) {
            return "address";
        }
        if (names.stream().allMatch(value -> NUMBER.matcher(value).matches())) {
            return "identity number";
        }
        if (names.stream().anyMatch(value -> value.contains("/"))) {
            return "namespace and name";
        }
        return names.stream().anyMatch(value -> POD.matcher(value).matches())
                ? "pod name"
                : "workload name";
    }
}
