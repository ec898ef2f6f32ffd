package dev.portcullis.console.drills.ui;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Span;
import dev.portcullis.console.base.Figure;
import dev.portcullis.console.base.Glyph;
import dev.portcullis.console.base.Tone;
import dev.portcullis.console.drills.Drill;
import dev.portcullis.console.drills.HeldSession;

/** The verdict in large letters, with the figures it stands on right beside it. */
class VerdictBanner extends Composite<Div> {
    VerdictBanner() {
        getContent().addClassNames("pc-card", "pc-drill-banner");
        getContent().getElement().setAttribute("role", "status");
    }

    void show(Drill drill) {
        getContent().getElement().setAttribute("data-verdict", DrillWords.tone(drill));
        var gate = new Span(new Glyph(DrillWords.glyph(drill), 44));
        gate.addClassName("pc-drill-gate");
        var why = new Span(drill.why());
        why.addClassName("pc-drill-why");
        var words = new Div(new H2(DrillWords.headline(drill)), why);
        words.addClassName("pc-drill-words");
        var figures =
                new Div(
                        figure(DrillWords.millis(drill.firstDropMs()), "to first drop"),
                        figure(
                                DrillWords.detection(drill),
                                drill.detection()
                                        .map(found -> "to incident #" + found.incident())
                                        .orElse("to detection")),
                        control(drill),
                        figure(
                                DrillWords.duration(drill.control().worstP99Ms()),
                                "legitimate p99, slowest second"));
        figures.addClassNames("pc-figures", "pc-drill-figures");
        if (drill.held() != HeldSession.NONE) {
            figures.add(
                    figure(
                            drill.held() == HeldSession.CUT ? "Cut" : "Alive",
                            "the session it kept"));
        }
        if (drill.missingEvents() > 0) {
            figures.add(
                    new Figure(
                            Tone.UNDECIDED,
                            Long.toString(drill.missingEvents()),
                            "events lost meanwhile"));
        }
        getContent().removeAll();
        getContent().add(gate, words, figures);
    }

    private static Figure figure(String number, String counted) {
        return new Figure(Tone.NEUTRAL, number, counted);
    }

    private static Figure control(Drill drill) {
        var problem = drill.control().problem();
        return figure(
                DrillWords.percent(drill.control().successRate()),
                problem.isEmpty() ? "legitimate traffic answered" : problem);
    }
}
