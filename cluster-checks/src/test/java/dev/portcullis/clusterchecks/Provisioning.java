package dev.portcullis.clusterchecks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;

/** What Grafana is provisioned with. */
final class Provisioning {

    static final Path FOLDER = Programs.root().resolve("grafana-provisioning");

    private static final JsonMapper JSON = JsonMapper.shared();

    /** One query of one panel. */
    record Query(String dashboard, String panel, String expression) {

        /** The query as Prometheus would get it, with Grafana's variables filled in. */
        String filledIn() {
            return expression.replace("$__rate_interval", "1m").replace("$workload", "mysql");
        }

        @Override
        public String toString() {
            return dashboard + ": " + panel;
        }
    }

    /** One alert, as Prometheus would state it. */
    record Alert(
            String title,
            String expression,
            String duration,
            Map<String, String> labels,
            Map<String, String> annotations,
            String dashboard,
            int panel) {}

    private Provisioning() {}

    static List<Map<String, Object>> dashboards() {
        try (Stream<Path> files = Files.list(FOLDER.resolve("dashboards/portcullis"))) {
            return files.sorted().map(Provisioning::dashboard).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<Query> queries() {
        return dashboards().stream()
                .flatMap(
                        dashboard ->
                                Manifests.maps(dashboard, "panels").stream()
                                        .flatMap(
                                                panel ->
                                                        Manifests.maps(panel, "targets").stream()
                                                                .map(
                                                                        target ->
                                                                                new Query(
                                                                                        Manifests
                                                                                                .string(
                                                                                                        dashboard,
                                                                                                        "uid"),
                                                                                        Manifests
                                                                                                .string(
                                                                                                        panel,
                                                                                                        "title"),
                                                                                        Manifests
                                                                                                .string(
                                                                                                        target,
                                                                                                        "expr")))))
                .toList();
    }

    static List<Alert> alerts() {
        Map<String, Object> file = yaml("alerting/rules.yaml");
        return Manifests.maps(file, "groups").stream()
                .flatMap(group -> Manifests.maps(group, "rules").stream())
                .map(Provisioning::alert)
                .toList();
    }

    static Map<String, Object> yaml(String name) {
        try {
            return Manifests.read(Files.readString(FOLDER.resolve(name))).getFirst();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Query A compared with what the threshold C says; two dollars in the file are one. */
    private static Alert alert(Map<String, Object> rule) {
        String query = Manifests.string(rule, "data", 0, "model", "expr").replace("$$", "$");
        Object evaluator = Manifests.at(rule, "data", 1, "model", "conditions", 0, "evaluator");
        String sign = Manifests.string(evaluator, "type").equals("gt") ? ">" : "<";
        return new Alert(
                Manifests.string(rule, "title"),
                "(" + query + ") " + sign + " " + Manifests.string(evaluator, "params", 0),
                Manifests.string(rule, "for"),
                Manifests.strings(rule, "labels"),
                Manifests.strings(rule, "annotations"),
                Manifests.string(rule, "dashboardUid"),
                Integer.parseInt(Manifests.string(rule, "panelId")));
    }

    private static Map<String, Object> dashboard(Path file) {
        return Manifests.map(JSON.readValue(file.toFile(), Map.class));
    }
}
