package dev.portcullis.console.drills.ui;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.OrderedList;
import com.vaadin.flow.component.html.Span;
import dev.portcullis.console.base.Glyph;
import dev.portcullis.console.drills.Drill;
import java.util.Locale;

/** The four stages of a drill, and which one it is in. */
class Stepper extends Composite<OrderedList> {
    Stepper() {
        getContent().addClassName("pc-drill-steps");
        getContent().getElement().setAttribute("aria-label", "Stages");
    }

    void show(Drill drill) {
        var at =
                switch (drill.state()) {
                    case PLANNED -> 0;
                    case RUNNING -> 1;
                    case BLOCKED, EXPOSED, INCONCLUSIVE -> 2;
                    case CLEANED -> 3;
                };
        getContent().removeAll();
        getContent()
                .add(
                        step("Planned", 0, at, "check"),
                        step("Running", 1, at, "check"),
                        step(verdict(drill), 2, at, DrillWords.glyph(drill)),
                        step("Cleaned", 3, at, "check"));
    }

    private static String verdict(Drill drill) {
        return drill.verdict()
                .map(Enum::name)
                .map(name -> name.charAt(0) + name.substring(1).toLowerCase(Locale.ROOT))
                .orElse("Verdict");
    }

    private static ListItem step(String word, int number, int at, String glyph) {
        var item = new ListItem();
        item.getElement()
                .setAttribute("data-step", number == at ? "now" : number < at ? "done" : "next");
        if (number == at) {
            item.getElement().setAttribute("aria-current", "step");
        }
        var mark = new Span();
        mark.addClassName("pc-drill-step-mark");
        if (number <= at) {
            mark.add(new Glyph(glyph, 14));
        }
        item.add(mark, new Span(word));
        return item;
    }
}
