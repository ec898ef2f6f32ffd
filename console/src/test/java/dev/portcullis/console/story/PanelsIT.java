package dev.portcullis.console.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A real Prometheus scrapes the running product, and every panel of every dashboard has data during a drill. */
@ExtendWith(Product.class)
class PanelsIT {
    private static final Path PROVISIONING = Path.of("..", "grafana-provisioning");

    /** Panels that only a real cluster can fill, and why. promtool parses them all the same (GrafanaTest). */
    private static final Map<String, String> NOT_IN_THE_LAB =
            Map.of(
                    "Connection latency: Statements in the database",
                    "needs mysqld_exporter, which the lab does not run",
                    "Error codes: Connections the database refused or lost",
                    "needs mysqld_exporter, which the lab does not run");

    @Test
    void everyPanelHasDataDuringADrill(RunningProduct product, @TempDir Path folder)
            throws Exception {
        var expressions = expressions();
        try (var prometheus = LabPrometheus.scraping(product, folder)) {
            var drill = product.launch(6);
            var empty = new TreeSet<>(expressions.keySet());
            await("every panel has had data; still empty: " + empty)
                    .atMost(Duration.ofMinutes(2))
                    .pollInterval(Duration.ofSeconds(1))
                    .until(
                            () -> {
                                empty.removeIf(
                                        panel -> !prometheus.ask(expressions.get(panel)).isEmpty());
                                return NOT_IN_THE_LAB.keySet().containsAll(withoutNumbers(empty));
                            });
            assertThat(withoutNumbers(empty)).isEqualTo(NOT_IN_THE_LAB.keySet());
            product.finished(drill);

            assertThat(
                            number(
                                    prometheus.ask(
                                            expressions.get(
                                                    "Guarded workload: Denied at the database, last 5 minutes #1"))))
                    .isPositive();
            assertThat(
                            prometheus
                                    .ask(
                                            "max_over_time(portcullis_drills_running{plan=\"mysql-login\"}[2m]) > 0")
                                    .toString())
                    .contains("mysql-login");
            assertThat(
                            prometheus.values(
                                    "destination",
                                    "hubble_policy_verdicts_total{destination_namespace=\"users\"}"))
                    .contains("mysql");
        }
    }

    /** Every query and every annotation, by dashboard and title. */
    private static Map<String, String> expressions() throws IOException {
        Map<String, String> expressions = new LinkedHashMap<>();
        try (Stream<Path> files = Files.list(PROVISIONING.resolve("dashboards/portcullis"))) {
            for (Path file : files.sorted().toList()) {
                JsonNode dashboard = JsonMapper.shared().readTree(Files.readString(file));
                String title = dashboard.path("title").asString();
                for (JsonNode panel : dashboard.path("panels")) {
                    int number = 0;
                    for (JsonNode target : panel.path("targets")) {
                        expressions.put(
                                "%s: %s #%d"
                                        .formatted(title, panel.path("title").asString(), ++number),
                                filledIn(target.path("expr").asString()));
                    }
                }
                for (JsonNode annotation : dashboard.path("annotations").path("list")) {
                    expressions.put(
                            "%s: mark %s #1".formatted(title, annotation.path("name").asString()),
                            filledIn(annotation.path("expr").asString()));
                }
            }
        }
        assertThat(expressions).hasSizeGreaterThan(40);
        return expressions;
    }

    private static String filledIn(String expression) {
        return expression.replace("$__rate_interval", "10s").replace("$workload", "mysql");
    }

    private static TreeSet<String> withoutNumbers(TreeSet<String> panels) {
        var titles = new TreeSet<String>();
        panels.forEach(panel -> titles.add(panel.substring(0, panel.lastIndexOf(" #"))));
        return titles;
    }

    private static double number(JsonNode result) {
        return Double.parseDouble(result.path(0).path("value").path(1).asString());
    }
}
