package dev.portcullis.clusterchecks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** Dashboards, alerts and their words; with Prometheus's own parser and rule tests where promtool is at hand. */
class GrafanaTest {

    /** JSON is YAML, so Prometheus reads it. */
    private static final JsonMapper JSON = JsonMapper.shared();

    @Test
    void everyPanelSaysWhatItShowsInWhichUnitAndFromWhere() {
        Object uid =
                Manifests.at(
                        Provisioning.yaml("datasources/prometheus.yaml"), "datasources", 0, "uid");
        assertThat(Provisioning.dashboards()).hasSize(6);
        for (Map<String, Object> dashboard : Provisioning.dashboards()) {
            assertThat(Manifests.string(dashboard, "uid")).startsWith("portcullis-");
            assertThat((Integer) dashboard.get("schemaVersion")).isGreaterThanOrEqualTo(41);
            assertThat(Manifests.string(dashboard, "description")).endsWith(".");
            assertThat(Manifests.maps(dashboard, "panels"))
                    .extracting(panel -> panel.get("id"))
                    .doesNotHaveDuplicates();
            for (Map<String, Object> panel : Manifests.maps(dashboard, "panels")) {
                String title = Manifests.string(panel, "title");
                assertThat(Manifests.string(panel, "type")).as(title).isIn("timeseries", "stat");
                assertThat(Manifests.string(panel, "description")).as(title).endsWith(".");
                assertThat(Manifests.string(panel, "fieldConfig", "defaults", "unit"))
                        .as(title)
                        .isNotEmpty();
                assertThat(Manifests.at(panel, "datasource", "uid")).as(title).isEqualTo(uid);
                for (Map<String, Object> target : Manifests.maps(panel, "targets")) {
                    assertThat(Manifests.at(target, "datasource", "uid")).as(title).isEqualTo(uid);
                    assertThat(Manifests.string(target, "legendFormat")).as(title).isNotEmpty();
                }
            }
        }
    }

    @Test
    void noPanelCountsADenialTwice() {
        assertThat(Provisioning.queries())
                .filteredOn(query -> query.expression().contains("hubble_drop_total"))
                .allSatisfy(
                        query ->
                                assertThat(query.expression())
                                        .contains("reason!~\"POLICY_DENIED|POLICY_DENY\""));
        assertThat(Provisioning.queries())
                .filteredOn(query -> query.expression().contains("verdict=\"DROPPED\""))
                .allSatisfy(query -> assertThat(query.expression()).contains("type=\""));
    }

    @Test
    void everyAlertHasARunbookEntryAndAPanelToLookAt() throws IOException {
        String runbook = Files.readString(Programs.root().resolve("docs/runbook.md"));
        String tests = Files.readString(Provisioning.FOLDER.resolve("prometheus/alerts.test.yaml"));
        for (Provisioning.Alert alert : Provisioning.alerts()) {
            assertThat(runbook).contains("## " + alert.title() + "\n");
            assertThat(tests).contains("alertname: " + alert.title() + "\n");
            assertThat(alert.annotations().get("runbook"))
                    .endsWith("#" + alert.title().toLowerCase(java.util.Locale.ROOT));
            assertThat(alert.annotations()).containsKeys("summary", "description");
            assertThat(Provisioning.dashboards())
                    .filteredOn(dashboard -> alert.dashboard().equals(dashboard.get("uid")))
                    .flatExtracting(dashboard -> Manifests.maps(dashboard, "panels"))
                    .extracting(panel -> panel.get("id"))
                    .contains(alert.panel());
        }
    }

    @Test
    void noPasswordStandsInTheComposeFile() throws IOException {
        String compose = Files.readString(Provisioning.FOLDER.resolve("compose.yaml"));

        assertThat(compose.lines().filter(line -> line.contains("PASSWORD")))
                .allMatch(line -> line.contains("${GRAFANA_ADMIN_PASSWORD:?"));
        assertThat(compose)
                .contains("GF_AUTH_ANONYMOUS_ENABLED: \"false\"")
                .doesNotContain(":latest");
    }

    @Test
    void prometheusUnderstandsEveryPanelsQueries(@TempDir Path folder) throws IOException {
        Programs.require("promtool");
        List<Map<String, Object>> rules = new ArrayList<>();
        for (Provisioning.Query query : Provisioning.queries()) {
            rules.add(Map.of("record", "panel:" + rules.size(), "expr", query.filledIn()));
        }
        write(folder.resolve("panels.yaml"), rules);

        Programs.Result result = Programs.run(folder, "promtool", "check", "rules", "panels.yaml");

        assertThat(result.code()).as(result.output()).isZero();
        assertThat(result.output()).contains(rules.size() + " rules found");
    }

    @Test
    void alertsFireWhenTheyShouldAndSayWhatAnOperatorReads(@TempDir Path folder)
            throws IOException {
        Programs.require("promtool");
        List<Map<String, Object>> rules = new ArrayList<>();
        for (Provisioning.Alert alert : Provisioning.alerts()) {
            Map<String, Object> rule = new LinkedHashMap<>();
            rule.put("alert", alert.title());
            rule.put("expr", alert.expression());
            rule.put("for", alert.duration());
            rule.put("labels", alert.labels());
            rule.put("annotations", promtexts(alert.annotations()));
            rules.add(rule);
        }
        write(folder.resolve("alerts.rules.yaml"), rules);
        Files.copy(
                Provisioning.FOLDER.resolve("prometheus/alerts.test.yaml"),
                folder.resolve("alerts.test.yaml"));

        Programs.Result result =
                Programs.run(folder, "promtool", "test", "rules", "alerts.test.yaml");

        assertThat(result.code()).as(result.output()).isZero();
        assertThat(result.output()).contains("SUCCESS");
    }

    @Test
    void prometheussOwnConfigurationIsValid() {
        Programs.require("promtool");

        Programs.Result result =
                Programs.run(
                        Provisioning.FOLDER,
                        "promtool",
                        "check",
                        "config",
                        "--syntax-only",
                        "prometheus/prometheus.yaml");

        assertThat(result.code()).as(result.output()).isZero();
    }

    /** Grafana calls a query's value by its letter, Prometheus knows only one; two dollars in the file are one. */
    private static Map<String, String> promtexts(Map<String, String> annotations) {
        Map<String, String> texts = new LinkedHashMap<>();
        annotations.forEach(
                (name, text) ->
                        texts.put(
                                name,
                                text.replace("$$", "$")
                                        .replace(
                                                "humanizePercentage $values.A.Value",
                                                "$value | humanizePercentage")));
        return texts;
    }

    private static void write(Path file, List<Map<String, Object>> rules) throws IOException {
        Files.writeString(
                file,
                JSON.writeValueAsString(
                        Map.of("groups", List.of(Map.of("name", "portcullis", "rules", rules)))));
    }
}
