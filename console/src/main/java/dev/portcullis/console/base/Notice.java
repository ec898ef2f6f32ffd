package dev.portcullis.console.base;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;

/** What a page says instead of content: one sentence, the next step, and at most one action. */
public class Notice extends Composite<Div> {
    private final Div words = new Div();

    private Notice(String tone, String glyph, String title, String text) {
        getContent().addClassName("pc-notice");
        getContent().getElement().setAttribute("data-tone", tone);
        words.addClassName("pc-column");
        var heading = new Span(title);
        heading.addClassName("pc-notice-title");
        words.add(heading);
        if (!text.isEmpty()) {
            var body = new Span(text);
            body.addClassName("pc-notice-text");
            words.add(body);
        }
        getContent().add(new Glyph(glyph, 20), words);
    }

    /** Nothing there, and that is all right: {@code No denied flows in 15 min}. */
    public static Notice empty(String title, String text) {
        return new Notice("empty", "gate-closed", title, text);
    }

    /** Something failed: the cause as title, the next step as text. */
    public static Notice error(String title, String text) {
        var notice = new Notice("error", "warning", title, text);
        notice.getContent().getElement().setAttribute("role", "alert");
        return notice;
    }

    /** The user, or the console itself, may not: never shown as "no data". */
    public static Notice noPermission(String title, String text) {
        return new Notice("permission", "info", title, text);
    }

    /** Adds the one action. */
    public Notice withAction(Component action) {
        words.add(action);
        return this;
    }
}
