package dev.portcullis.console.drills.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import dev.portcullis.console.base.Badge;
import dev.portcullis.console.base.Glyph;
import dev.portcullis.console.base.Tone;
import dev.portcullis.console.drills.Drill;
import dev.portcullis.console.drills.DrillPlan;
import java.util.Optional;
import java.util.function.Consumer;

/** One plan: what it tries, which policy it tests, what is expected, and how it ended last. */
class PlanTile extends Composite<Div> {
    private final Div last = new Div();
    private final Button launch;

    PlanTile(DrillPlan plan, Consumer<DrillPlan> onLaunch) {
        launch = new Button("Launch", _ -> onLaunch.accept(plan));
        launch.setAriaLabel("Launch " + plan.planName());
        var head = new Div(new H2(plan.title()), last);
        head.addClassName("pc-plan-head");
        var guard = new Span(plan.guard());
        guard.addClassName("pc-mono");
        var tests = new Div(new Span("Tests "), guard);
        tests.addClassName("pc-hint");
        var foot = new Div(tests, launch);
        foot.addClassName("pc-plan-foot");
        getContent().addClassNames("pc-card", "pc-plan");
        getContent()
                .add(
                        head,
                        new Paragraph(plan.description()),
                        expected("gate-closed", plan.expectedGuarded()),
                        expected("gate-open", plan.expectedOpen()),
                        foot);
    }

    private static Div expected(String glyph, String sentence) {
        var line = new Div(new Glyph(glyph, 16), new Span(sentence));
        line.addClassName("pc-plan-expected");
        return line;
    }

    /** @param why why it cannot be launched; empty if it can */
    void permit(String why) {
        launch.setEnabled(why.isEmpty());
        launch.setTooltipText(why);
    }

    void show(Optional<Drill> newest) {
        last.removeAll();
        last.add(
                newest.<Component>map(DrillWords::badge)
                        .orElseGet(() -> new Badge(Tone.NEUTRAL, "drills", "Never run")));
    }
}
