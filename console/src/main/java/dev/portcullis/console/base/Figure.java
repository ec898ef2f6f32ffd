package dev.portcullis.console.base;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.HtmlComponent;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;

/** A number, and under it what it counts. */
public class Figure extends Composite<Div> {
    private final HtmlComponent number = new HtmlComponent("b");
    private final Span counted = new Span();

    public Figure(Tone tone, String number, String counted) {
        getContent().addClassName("pc-figure");
        getContent().getElement().setAttribute("data-tone", tone.attribute());
        getContent().add(this.number, this.counted);
        show(number, counted);
    }

    /** Replaces both. */
    public void show(String newNumber, String newCounted) {
        number.getElement().setText(newNumber);
        counted.setText(newCounted);
    }
}
