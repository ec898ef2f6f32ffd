package dev.portcullis.console.base;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.HtmlComponent;
import com.vaadin.flow.component.html.Span;

/** A pill of short facts, set apart by dots: {@code mysql: guarded · reachable by 1 of 7 workloads}. */
public class Chip extends Composite<Span> {
    public Chip(Component... parts) {
        getContent().addClassName("pc-chip");
        getContent().add(parts);
    }

    /** A fact: a plain text with a strong part before or after it. Either may be empty. */
    public static Span fact(String before, String strong, String after) {
        var fact = new Span();
        if (!before.isEmpty()) {
            fact.add(new Span(before + " "));
        }
        if (!strong.isEmpty()) {
            fact.add(strong(strong));
        }
        if (!after.isEmpty()) {
            fact.add(new Span(" " + after));
        }
        fact.getStyle().set("white-space", "pre");
        return fact;
    }

    private static Component strong(String text) {
        var strong = new HtmlComponent("b");
        strong.getElement().setText(text);
        return strong;
    }
}
