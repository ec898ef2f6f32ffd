package dev.portcullis.console.metrics.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The dashboards Grafana is provisioned with, as they lie in {@code grafana-provisioning/}: packed, not copied. */
final class ShippedPanels {
    private static final String WHERE =
            "classpath*:dev/portcullis/console/metrics/dashboards/*.json";

    /** A dashboard. */
    record Dashboard(String uid, String title, String description, List<Panel> panels) {
        Dashboard {
            panels = List.copyOf(panels);
        }
    }

    /** A panel and what it asks Prometheus for. */
    record Panel(int id, String title, List<String> expressions) {
        Panel {
            expressions = List.copyOf(expressions);
        }
    }

    private ShippedPanels() {}

    /** All of them, by title. */
    static List<Dashboard> read(JsonMapper json) {
        try {
            return Arrays.stream(new PathMatchingResourcePatternResolver().getResources(WHERE))
                    .map(file -> dashboard(file, json))
                    .sorted(Comparator.comparing(Dashboard::title))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("The shipped dashboards cannot be read", e);
        }
    }

    private static Dashboard dashboard(Resource file, JsonMapper json) {
        try (var stream = file.getInputStream()) {
            var tree = json.readTree(stream);
            var panels = new ArrayList<Panel>();
            for (var panel : tree.path("panels")) {
                panels.add(
                        new Panel(
                                panel.path("id").asInt(),
                                panel.path("title").asString(""),
                                expressions(panel)));
            }
            return new Dashboard(
                    tree.path("uid").asString(""),
                    tree.path("title").asString(""),
                    tree.path("description").asString(""),
                    panels);
        } catch (IOException e) {
            throw new UncheckedIOException("The dashboard %s cannot be read".formatted(file), e);
        }
    }

    private static List<String> expressions(JsonNode panel) {
        var expressions = new ArrayList<String>();
        for (var target : panel.path("targets")) {
            expressions.add(target.path("expr").asString(""));
        }
        return expressions;
    }
}
