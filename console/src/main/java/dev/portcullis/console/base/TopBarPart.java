package dev.portcullis.console.base;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.server.UIInitEvent;
import com.vaadin.flow.server.UIInitListener;

/**
 * Something a feature puts into the top bar: the relay's state, the user's menu. A bean of this type is found by
 * itself; {@code @Order} says where it stands.
 *
 * <p>It is a {@link UIInitListener} because Vaadin's build follows classes from what it knows as a beginning, and
 * would otherwise leave out the elements that only a top bar part uses.
 */
public interface TopBarPart extends UIInitListener {
    /** Where in the bar. */
    enum Side {
        START,
        END
    }

    Side side();

    /** A new component for one browser window. */
    Component create();

    @Override
    default void uiInit(UIInitEvent event) {
        // Nothing: the layout asks each part for a component.
    }
}
