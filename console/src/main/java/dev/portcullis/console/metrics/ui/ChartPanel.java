package dev.portcullis.console.metrics.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Tag;
import com.vaadin.flow.component.dependency.JsModule;
import com.vaadin.flow.component.dependency.NpmPackage;

/** Draws a chart that the server built, with its table, and asks for it again every few seconds. */
@Tag("pc-chart")
@JsModule("./pc-chart/pc-chart.ts")
@NpmPackage(value = "chart.js", version = "4.5.1")
class ChartPanel extends Component {
    private static final int MILLIS = 5_000;

    ChartPanel() {
        getElement().setProperty("panel", true);
        getElement().setProperty("every", MILLIS);
    }

    /** Shows the chart that is served there. */
    void show(String source) {
        getElement().setProperty("source", source);
    }
}
