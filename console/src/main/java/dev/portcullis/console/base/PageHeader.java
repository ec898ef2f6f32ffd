package dev.portcullis.console.base;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Header;

/** The first line of a page: its title, what stands beside it (a chip), and what can be done at the right. */
public class PageHeader extends Composite<Header> {
    private final Div actions = new Div();

    public PageHeader(String title, Component... beside) {
        getContent().addClassName("pc-page-header");
        actions.addClassName("pc-page-actions");
        getContent().add(new H1(title));
        getContent().add(beside);
        getContent().add(actions);
    }

    /** Adds buttons and choices at the right end. */
    public PageHeader withActions(Component... components) {
        actions.add(components);
        return this;
    }
}
