package dev.portcullis.console.flows.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Tag;
import com.vaadin.flow.component.dependency.JsModule;
import dev.portcullis.console.base.TopBarPart;
import org.springframework.core.annotation.Order;

/** How the relay stands, in the top bar of every page. */
@Order(10)
@org.springframework.stereotype.Component
class RelayPart implements TopBarPart {
    @Override
    public Side side() {
        return Side.START;
    }

    @Override
    public Component create() {
        return new RelayState();
    }

    /** Asks {@code /api/v1/status} every few seconds and says it in a chip. */
    @Tag("pc-relay-state")
    @JsModule("./pc-relay-state/pc-relay-state.ts")
    private static final class RelayState extends Component {}
}
