package dev.portcullis.console.base;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.HasComponents;
import com.vaadin.flow.component.HasSize;
import com.vaadin.flow.component.HasStyle;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Section;

/** A surface with a border, and a title if it has one. */
public class Card extends Composite<Section> implements HasComponents, HasSize, HasStyle {
    public Card(Component... content) {
        getContent().addClassName("pc-card");
        getContent().add(content);
    }

    public Card(String title, Component... content) {
        this(content);
        var heading = new H2(title);
        getContent().addComponentAsFirst(heading);
        getContent().getElement().setAttribute("aria-label", title);
    }

    /** Without padding, for a grid or a list that fills it. */
    public Card flush() {
        getContent().addClassName("pc-flush");
        return this;
    }
}
