package dev.portcullis.console.metrics.ui;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Div;
import dev.portcullis.console.metrics.Question;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Map;

/** The four charts. */
class ChartsPart extends Composite<Div> {
    private final Map<Question, ChartPanel> panels = new EnumMap<>(Question.class);

    ChartsPart() {
        getContent().addClassName("pc-metrics-charts");
        for (var question : Question.values()) {
            var panel = new ChartPanel();
            panels.put(question, panel);
            getContent().add(panel);
        }
    }

    /** @param workload only what goes there; empty for all */
    void show(String range, String workload) {
        panels.forEach(
                (question, panel) ->
                        panel.show(
                                "api/v1/metrics/charts/%s?range=%s&workload=%s"
                                        .formatted(
                                                question.word(),
                                                range,
                                                URLEncoder.encode(
                                                        workload, StandardCharsets.UTF_8))));
    }
}
