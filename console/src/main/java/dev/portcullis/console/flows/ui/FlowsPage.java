package dev.portcullis.console.flows.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Tag;
import com.vaadin.flow.component.dependency.JsModule;

/**
 * The table of flows. It asks the console's API for what is new by itself, a few times a second, and keeps its filters in
 * the address; no flow passes through Vaadin's push.
 */
@Tag("pc-flows")
@JsModule("./pc-flows/pc-flows.ts")
class FlowsPage extends Component {
    /** Puts what opens a file where the page has its place for it. */
    void openWith(Component upload) {
        upload.getElement().setAttribute("slot", "open");
        getElement().appendChild(upload.getElement());
    }

    /** Shows a recorded file instead of the live flows. */
    void show(String recording) {
        getElement().setProperty("refusal", "");
        getElement().setProperty("recording", recording);
    }

    /** Says why a file is not shown. */
    void refuse(String why) {
        getElement().setProperty("refusal", why);
    }
}
