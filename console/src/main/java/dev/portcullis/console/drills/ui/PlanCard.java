package dev.portcullis.console.drills.ui;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.DescriptionList;
import com.vaadin.flow.component.html.DescriptionList.Description;
import com.vaadin.flow.component.html.DescriptionList.Term;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Hr;
import dev.portcullis.console.base.Card;
import dev.portcullis.console.drills.Drill;
import dev.portcullis.console.drills.DrillState;
import dev.portcullis.console.drills.PolicySpan;
import java.util.List;
import java.util.stream.Collectors;

/** What was planned, what the policies said about it, and what keeps it harmless. */
class PlanCard extends Composite<Card> {
    private final DescriptionList facts = new DescriptionList();
    private final Div expected = new Div();
    private final Div radius = new Div();
    private final Div safety = new Div();

    PlanCard() {
        facts.addClassName("pc-drill-facts");
        for (var lines : List.of(expected, radius, safety)) {
            lines.addClassName("pc-drill-safety");
        }
        getContent()
                .add(
                        new H2("Plan"),
                        facts,
                        new Hr(),
                        new H2("Expected"),
                        expected,
                        new H2("Blast radius"),
                        radius,
                        new H2("Safety"),
                        safety);
    }

    void show(Drill drill) {
        facts.removeAll();
        fact(
                "Attack",
                "%s, %d attempts".formatted(drill.plan().planName(), drill.planned()),
                false);
        fact("From", drill.namespace() + "/" + drill.id().jobName(), true);
        fact("As", "app=" + drill.guise(), true);
        fact("To", drill.target(), true);
        fact("Tests", drill.plan().guard(), true);
        fact("Control", drill.control().source(), true);
        fact("Policies say", said(drill), false);
        fact(
                "Launched",
                "%s, by %s".formatted(DrillWords.day(drill.createdAt()), drill.by()),
                false);
        fact("Ended", drill.endedAt().map(DrillWords::time).orElse("–"), false);
        fact("Left over", leftOver(drill), false);
        expected.removeAll();
        expected.add(
                SafetyLine.of("gate-closed", drill.plan().expectedGuarded()),
                SafetyLine.of("gate-open", drill.plan().expectedOpen()));
        radius.removeAll();
        drill.plan().blastRadius().forEach(line -> radius.add(SafetyLine.of("drills", line)));
        safety.removeAll();
        drill.plan().safety().forEach(line -> safety.add(SafetyLine.of(line)));
        SafetyLine.always().forEach(line -> safety.add(SafetyLine.of(line)));
    }

    private static String said(Drill drill) {
        return drill.policies().isEmpty()
                ? "–"
                : drill.policies().stream()
                        .map(PolicySpan::outcome)
                        .collect(Collectors.joining(", then "));
    }

    private static String leftOver(Drill drill) {
        if (drill.state() == DrillState.CLEANED) {
            return "nothing";
        }
        return drill.leftOver().isEmpty() ? "its Job, until it is cleaned up" : drill.leftOver();
    }

    private void fact(String name, String value, boolean mono) {
        var description = new Description(value);
        if (mono) {
            description.addClassName("pc-mono");
        }
        facts.add(new Term(name), description);
    }
}
