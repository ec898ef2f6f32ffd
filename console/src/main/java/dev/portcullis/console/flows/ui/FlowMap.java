package dev.portcullis.console.flows.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Tag;
import com.vaadin.flow.component.dependency.JsModule;
import com.vaadin.flow.component.dependency.NpmPackage;

/**
 * The map element. It follows the console's WebSocket and keeps its filters in the address by itself, so that no
 * flow passes through Vaadin's push.
 */
@Tag("pc-flow-map")
@JsModule("./pc-flow-map/pc-flow-map.ts")
@JsModule("./pc-chart/pc-chart.ts")
@JsModule("./pc-time-slider/pc-time-slider.ts")
@NpmPackage(value = "chart.js", version = "4.5.1")
@NpmPackage(value = "cytoscape", version = "3.34.4")
class FlowMap extends Component {
    /** Puts a component under the map. */
    void under(Component chart) {
        chart.getElement().setAttribute("slot", "chart");
        getElement().appendChild(chart.getElement());
    }
}
