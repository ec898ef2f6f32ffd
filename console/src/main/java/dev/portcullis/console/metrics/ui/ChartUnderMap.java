package dev.portcullis.console.metrics.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Tag;
import com.vaadin.flow.component.dependency.JsModule;
import com.vaadin.flow.component.dependency.NpmPackage;
import dev.portcullis.console.flows.MapFooter;

/** The traffic to the guarded workload, under the map. */
@org.springframework.stereotype.Component
class ChartUnderMap implements MapFooter {
    @Override
    public Component create() {
        return new Chart("api/v1/metrics/traffic");
    }

    /** Draws a chart that the server built, and asks for it again every few seconds. */
    @Tag("pc-chart")
    @JsModule("./pc-chart/pc-chart.ts")
    @NpmPackage(value = "chart.js", version = "4.5.1")
    private static final class Chart extends Component {
        Chart(String source) {
            getElement().setProperty("source", source);
        }
    }
}
