package dev.portcullis.console.base;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;

/**
 * The page pattern: a {@link PageHeader}, then {@link Card}s under each other. A view extends {@code Composite<Page>}
 * and fills it.
 */
public class Page extends Div {
    public Page(Component... content) {
        addClassName("pc-page");
        add(content);
    }

    /** Fills the window exactly, so that a grid in it scrolls and not the page. */
    public Page full() {
        addClassName("pc-full");
        return this;
    }
}
