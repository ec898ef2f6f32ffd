package dev.portcullis.console.base;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;

/** A row of a {@link PhoneColumn}: what it is about, and under it lines that may wrap. */
public final class PhoneRow extends Composite<Div> {
    public PhoneRow(Component... about) {
        getContent().addClassName("pc-phone-row");
        line(about);
    }

    /** Adds a line of parts that go into the next one where they find no room. */
    public PhoneRow line(Component... parts) {
        var line = new Div(parts);
        line.addClassName("pc-phone-line");
        getContent().add(line);
        return this;
    }

    /** Adds a line of small words; none if there is nothing to say. */
    public PhoneRow words(String text) {
        if (!text.isBlank()) {
            var words = new Span(text);
            words.addClassName("pc-muted");
            line(words);
        }
        return this;
    }
}
