package dev.portcullis.console.drills.ui;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import dev.portcullis.console.base.Glyph;
import java.util.List;

/** A promise with a check mark. */
final class SafetyLine {
    private SafetyLine() {}

    /** What holds for every drill. */
    static List<String> always() {
        return List.of(
                "One fixed target, one fixed image, no more than five minutes.",
                "The attacker runs without any right on its node or in the cluster.",
                "Everything it makes is removed at the end, also after a crash.");
    }

    static Div of(String promise) {
        return of("check", promise);
    }

    static Div of(String glyph, String promise) {
        var line = new Div(new Glyph(glyph, 16), new Span(promise));
        line.addClassName("pc-drill-promise");
        return line;
    }
}
