package dev.portcullis.console.metrics.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.ComponentEvent;
import com.vaadin.flow.component.DomEvent;
import com.vaadin.flow.component.EventData;
import com.vaadin.flow.component.Tag;
import com.vaadin.flow.component.dependency.JsModule;
import dev.portcullis.console.metrics.Grafana;
import java.util.Map;
import java.util.function.Consumer;
import tools.jackson.databind.node.JsonNodeFactory;

/** A Grafana dashboard in a frame. */
@Tag("pc-grafana-frame")
@JsModule("./pc-grafana-frame/pc-grafana-frame.ts")
class GrafanaFrame extends Component {
    /** Grafana stopped answering. */
    @DomEvent("pc-grafana-lost")
    public static class LostEvent extends ComponentEvent<GrafanaFrame> {
        private final String reason;

        public LostEvent(
                GrafanaFrame source,
                boolean fromClient,
                @EventData("event.detail.reason") String reason) {
            super(source, fromClient);
            this.reason = reason;
        }

        /** In a few words. */
        public String reason() {
            return reason;
        }
    }

    GrafanaFrame(Consumer<String> onLost) {
        addListener(LostEvent.class, lost -> onLost.accept(lost.reason()));
    }

    void show(Grafana.Dashboard dashboard, String range, Map<String, String> variables) {
        var object = JsonNodeFactory.instance.objectNode();
        variables.forEach(object::put);
        getElement().setProperty("uid", dashboard.uid());
        getElement().setProperty("title", "Grafana: " + dashboard.title());
        getElement().setProperty("range", range);
        getElement().setPropertyJson("variables", object);
    }
}
