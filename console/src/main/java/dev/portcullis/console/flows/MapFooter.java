package dev.portcullis.console.flows;

import com.vaadin.flow.component.Component;

/** What another feature shows under the map. A bean of this type is found by itself. */
public interface MapFooter {
    /** A new component for one browser window. */
    Component create();
}
