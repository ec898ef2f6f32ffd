package dev.portcullis.console.base;

import com.vaadin.flow.component.Component;

/**
 * Something a feature puts into the top bar: the relay's state, the user's menu. A bean of this type is found by
 * itself; {@code @Order} says where it stands.
 */
public interface TopBarPart {
    /** Where in the bar. */
    enum Side {
        START,
        END
    }

    Side side();

    /** A new component for one browser window. */
    Component create();
}
