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

    /** Somebody went on writing. */
    void mine(String text) {
        getElement().setProperty("mine", text);
    }

    /** Somebody chose a text to go on with. */
    @DomEvent("pc-three-way-take")
    public static class Taken extends ComponentEvent<ThreeWay> {
        private final String text;
        private final String mine;

        public Taken(
                ThreeWay source,
                boolean fromClient,
                @EventData("event.detail.text") String text,
                @EventData("event.detail.mine") String mine) {
            super(source, fromClient);
            this.text = text;
            this.mine = mine;
        }

        String text() {
            return text;
        }

        /** What was written here when it was chosen: there may be more by now. */
        String mine() {
            return mine;
        }
    }

    Registration addTakenListener(ComponentEventListener<Taken> listener) {
        return addListener(Taken.class, listener);
    }
}
