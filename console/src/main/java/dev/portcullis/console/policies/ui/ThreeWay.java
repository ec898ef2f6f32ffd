package dev.portcullis.console.policies.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.ComponentEvent;
import com.vaadin.flow.component.ComponentEventListener;
import com.vaadin.flow.component.DomEvent;
import com.vaadin.flow.component.EventData;
import com.vaadin.flow.component.Tag;
import com.vaadin.flow.component.dependency.JsModule;
import com.vaadin.flow.component.dependency.NpmPackage;
import com.vaadin.flow.shared.Registration;

/** Three texts that went different ways, side by side, and a choice how to go on. */
@Tag("pc-three-way")
@JsModule("./pc-three-way/pc-three-way.ts")
@NpmPackage(value = "node-diff3", version = "3.2.1")
class ThreeWay extends Component {
    ThreeWay(String base, String theirs, String mine, String theirsTitle) {
        getElement().setProperty("base", base);
        getElement().setProperty("theirs", theirs);
        getElement().setProperty("mine", mine);
        getElement().setProperty("theirsTitle", theirsTitle);
    }

    /** Somebody chose a text to go on with. */
    @DomEvent("pc-three-way-take")
    public static class Taken extends ComponentEvent<ThreeWay> {
        private final String text;

        public Taken(
                ThreeWay source, boolean fromClient, @EventData("event.detail.text") String text) {
            super(source, fromClient);
            this.text = text;
        }

        String text() {
            return text;
        }
    }

    Registration addTakenListener(ComponentEventListener<Taken> listener) {
        return addListener(Taken.class, listener);
    }
}
