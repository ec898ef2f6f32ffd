package dev.portcullis.console.base;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Span;

/** A glyph and a word in a pill. Never a glyph alone: colour and shape support the word, they do not replace it. */
public class Badge extends Composite<Span> {
    public Badge(Tone tone, String glyph, String word) {
        this(tone, word);
        getContent().addComponentAsFirst(new Glyph(glyph, 14));
    }

    public Badge(Tone tone, String word) {
        getContent().addClassName("pc-badge");
        getContent().getElement().setAttribute("data-tone", tone.attribute());
        getContent().add(new Span(word));
    }
}
