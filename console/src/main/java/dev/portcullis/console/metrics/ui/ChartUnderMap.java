package dev.portcullis.console.metrics.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Tag;
import dev.portcullis.console.flows.MapFooter;
import org.springframework.core.annotation.Order;

/** The traffic to the guarded workload, under the map. */
@Order(10)
@org.springframework.stereotype.Component
class ChartUnderMap implements MapFooter {
    @Override
    public Component create() {
        return new Chart("api/v1/metrics/traffic");
    }

    /**
     * The chart as a strip, leading to the page with all of them. The map brings the element along: Vaadin's build does
     * not see what a bean puts into a page.
     */
    @Tag("pc-chart")
    private static final class Chart extends Component {
        Chart(String source) {
            getElement().setProperty("source", source);
            getElement().setProperty("more", "metrics");
        }
    }
}
