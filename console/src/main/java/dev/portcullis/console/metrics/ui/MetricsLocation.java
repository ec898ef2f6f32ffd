package dev.portcullis.console.metrics.ui;

import com.vaadin.flow.router.QueryParameters;
import dev.portcullis.console.metrics.ChartRange;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What the address of the metrics page says.
 *
 * @param range how far back
 * @param workload only what goes there; empty for all; none if the address does not say
 * @param tab the charts of the console's own, or Grafana
 * @param dashboard which of Grafana's
 * @param theme {@code light} or {@code dark} if the address says so, else empty
 */
record MetricsLocation(
        ChartRange range, Optional<String> workload, Tab tab, String dashboard, String theme) {

    /** The two sides of the page. */
    enum Tab {
        OVERVIEW,
        GRAFANA
    }

    static MetricsLocation read(QueryParameters parameters) {
        return new MetricsLocation(
                parameters
                        .getSingleParameter("range")
                        .flatMap(ChartRange::of)
                        .orElse(ChartRange.MINUTES_15),
                parameters.getSingleParameter("workload"),
                parameters.getSingleParameter("tab").filter("grafana"::equals).isPresent()
                        ? Tab.GRAFANA
                        : Tab.OVERVIEW,
                parameters.getSingleParameter("dashboard").orElse(""),
                parameters
                        .getSingleParameter("theme")
                        .filter(word -> word.equals("light") || word.equals("dark"))
                        .orElse(""));
    }

    QueryParameters write() {
        return QueryParameters.simple(values());
    }

    /** The address, for a link that loads the page anew. */
    String href() {
        var query =
                values().entrySet().stream()
                        .map(entry -> entry.getKey() + "=" + encode(entry.getValue()))
                        .collect(Collectors.joining("&"));
        return query.isEmpty() ? "metrics" : "metrics?" + query;
    }

    MetricsLocation over(ChartRange newRange) {
        return new MetricsLocation(newRange, workload, tab, dashboard, theme);
    }

    MetricsLocation to(String newWorkload) {
        return new MetricsLocation(range, Optional.of(newWorkload), tab, dashboard, theme);
    }

    MetricsLocation on(Tab newTab) {
        return new MetricsLocation(range, workload, newTab, dashboard, theme);
    }

    MetricsLocation showing(String newDashboard) {
        return new MetricsLocation(range, workload, tab, newDashboard, theme);
    }

    /** The chosen workload, the first guarded one where the address does not say. */
    String workloadAmong(java.util.List<String> guarded) {
        return workload.orElseGet(() -> guarded.stream().findFirst().orElse(""));
    }

    private Map<String, String> values() {
        Map<String, String> values = new LinkedHashMap<>();
        if (range != ChartRange.MINUTES_15) {
            values.put("range", range.key());
        }
        workload.ifPresent(name -> values.put("workload", name));
        if (tab == Tab.GRAFANA) {
            values.put("tab", "grafana");
            if (!dashboard.isEmpty()) {
                values.put("dashboard", dashboard);
            }
        }
        if (!theme.isEmpty()) {
            values.put("theme", theme);
        }
        return values;
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
