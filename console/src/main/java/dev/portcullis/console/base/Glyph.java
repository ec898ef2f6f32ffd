package dev.portcullis.console.base;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Tag;
import com.vaadin.flow.component.dependency.JsModule;

/**
 * A small drawing by name ({@code map}, {@code drills}, {@code gate-closed}, {@code denied} …; the names are those of
 * {@code frontend/src/pc-glyph/glyphs.ts}), in the colour of the text around it. Hidden from screen readers unless
 * it has a label.
 */
@Tag("pc-glyph")
@JsModule("./pc-glyph/pc-glyph.ts")
public class Glyph extends Component {
    public Glyph(String name) {
        getElement().setAttribute("name", name);
    }

    public Glyph(String name, int pixels) {
        this(name);
        getElement().setAttribute("size", Integer.toString(pixels));
    }

    public Glyph labelled(String label) {
        getElement().setAttribute("label", label);
        return this;
    }
}
