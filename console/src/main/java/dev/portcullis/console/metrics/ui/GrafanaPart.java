package dev.portcullis.console.metrics.ui;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Nav;
import dev.portcullis.console.metrics.Grafana;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Grafana's dashboards, one of them in a frame, and the ways from there to the map and the flows. */
class GrafanaPart extends Composite<Div> {
    GrafanaPart(
            List<Grafana.Dashboard> dashboards,
            MetricsLocation location,
            String workload,
            Consumer<String> onLost) {
        getContent().addClassName("pc-metrics-grafana");
        var shown =
                dashboards.stream()
                        .filter(dashboard -> dashboard.uid().equals(location.dashboard()))
                        .findFirst()
                        .orElse(first(dashboards));
        var choice = new Nav();
        choice.addClassName("pc-metrics-dashboards");
        choice.getElement().setAttribute("aria-label", "Dashboards");
        for (var dashboard : dashboards) {
            var link = new Anchor(location.showing(dashboard.uid()).href(), dashboard.title());
            link.getElement().setAttribute("router-ignore", true);
            if (dashboard.equals(shown)) {
                link.getElement().setAttribute("aria-current", "page");
            }
            choice.add(link);
        }
        var ways = new Div();
        ways.addClassName("pc-metrics-ways");
        if (!workload.isEmpty()) {
            var node = URLEncoder.encode(workload, StandardCharsets.UTF_8);
            ways.add(new Anchor("?chosen=" + node, "On the map"));
            ways.add(new Anchor("flows?workload=" + node, "Its flows"));
        }
        choice.add(ways);
        var frame = new GrafanaFrame(onLost);
        frame.show(
                shown,
                location.range().key(),
                workload.isEmpty()
                        ? Map.of()
                        : Map.of("workload", workload.substring(workload.indexOf('/') + 1)));
        getContent().add(choice, frame);
    }

    private static Grafana.Dashboard first(List<Grafana.Dashboard> dashboards) {
        return dashboards.stream()
                .filter(dashboard -> dashboard.uid().equals("portcullis-guarded-workload"))
                .findFirst()
                .orElseGet(dashboards::getFirst);
    }
}
