package dev.portcullis.console.base;

import com.vaadin.flow.component.Component;

/** A small count that a feature puts on its entry of the navigation. A bean of this type is found by itself. */
public interface NavBadge {
    /** The route of the entry, such as {@code incidents}. */
    String route();

    /** A new component for one browser window, which keeps itself up to date while it is shown. */
    Component create();
}
