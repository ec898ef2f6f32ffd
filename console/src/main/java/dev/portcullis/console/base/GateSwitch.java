package dev.portcullis.console.base;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.ComponentEvent;
import com.vaadin.flow.component.ComponentEventListener;
import com.vaadin.flow.component.DomEvent;
import com.vaadin.flow.component.EventData;
import com.vaadin.flow.component.Tag;
import com.vaadin.flow.component.dependency.JsModule;
import com.vaadin.flow.shared.Registration;

/**
 * A policy's switch: a closed gate is on, an open one off. A click only asks; the listener does the work and then
 * sets the state that is true.
 */
@Tag("pc-gate-switch")
@JsModule("./pc-gate-switch/pc-gate-switch.ts")
public class GateSwitch extends Component {
    /** What the gate shows. */
    public enum State {
        ON,
        OFF,
        /** Asked for, not yet proven. Cannot be clicked. */
        PENDING,
        /** The cluster calls the policy invalid. Cannot be clicked. */
        INVALID
    }

    /** The user asks for the gate to be closed ({@code on}) or opened. */
    @DomEvent("pc-gate-toggle")
    public static class ToggleEvent extends ComponentEvent<GateSwitch> {
        private final boolean on;

        public ToggleEvent(
                GateSwitch source,
                boolean fromClient,
                @EventData("event.detail.wanted") String wanted) {
            super(source, fromClient);
            this.on = "on".equals(wanted);
        }

        /** Whether it shall be on. */
        public boolean wantsOn() {
            return on;
        }
    }

    /** @param label what it switches, spoken by screen readers */
    public GateSwitch(State state, String label) {
        getElement().setProperty("label", label);
        show(state);
    }

    /** Shows another state. */
    public void show(State state) {
        getElement().setProperty("state", state.name().toLowerCase(java.util.Locale.ROOT));
    }

    /** Visible but not usable, with the reason as tooltip. */
    public void refuse(String reason) {
        getElement().setProperty("disabled", true);
        getElement().setProperty("reason", reason);
    }

    /** Usable (again). */
    public void permit() {
        getElement().setProperty("disabled", false);
        getElement().setProperty("reason", "");
    }

    public Registration addToggleListener(ComponentEventListener<ToggleEvent> listener) {
        return addListener(ToggleEvent.class, listener);
    }
}
