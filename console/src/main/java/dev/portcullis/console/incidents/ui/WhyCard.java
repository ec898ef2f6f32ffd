package dev.portcullis.console.incidents.ui;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Span;
import dev.portcullis.console.base.Card;
import dev.portcullis.console.base.WhyPart;
import dev.portcullis.console.incidents.Incident;

/** Why such an attempt is denied: what was recorded, and what the policies in force say. */
class WhyCard extends Composite<Card> {
    private final Div content = new Div();
    private String shown = "";

    WhyCard() {
        content.addClassName("pc-column");
        getContent().add(new H2("Why?"), content);
    }

    void show(Incident incident) {
        var port = incident.ports().stream().filter(number -> number > 0).findFirst().orElse(0);
        var asked = "%s|%s|%d".formatted(incident.id(), incident.policies(), port);
        if (asked.equals(shown)) {
            return;
        }
        shown = asked;
        content.removeAll();
        if (incident.isFolded()) {
            var hint =
                    new Span(
                            "Sources and targets are folded; the flows below say why each was denied.");
            hint.addClassName("pc-hint");
            content.add(hint);
        } else {
            content.add(WhyPart.ofDenied(incident.source(), incident.target(), port));
        }
        if (!incident.policies().isEmpty()) {
            content.add(
                    new Div(
                            new Span("Flows name as denying: "),
                            IncidentWords.mono(String.join(", ", incident.policies()))));
        }
    }
}
