package dev.portcullis.console.base;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;

/** Grey lines where content will be. They appear only after 300 ms, so a fast answer does not flicker. */
public class Skeleton extends Composite<Div> {
    public Skeleton(int lines) {
        getContent().addClassName("pc-skeleton");
        getContent().getElement().setAttribute("aria-label", "Loading");
        for (int line = 0; line < lines; line++) {
            var bar = new Span();
            bar.getStyle().set("width", 90 - line * 17 % 40 + "%");
            getContent().add(bar);
        }
    }
}
