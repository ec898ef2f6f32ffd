package dev.portcullis.console.incidents.ui;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Span;
import dev.portcullis.console.base.Card;
import dev.portcullis.console.base.CommandBlock;
import dev.portcullis.console.base.WhyPart;
import dev.portcullis.console.flows.EdgeDetail;
import dev.portcullis.console.flows.EdgeDetails;
import dev.portcullis.console.incidents.Incident;
import java.util.Optional;

/** What the policies in force now say of such an attempt. */
class WhyCard extends Composite<Card> {
    private final transient EdgeDetails edges;
    private final Div content = new Div();

    WhyCard(EdgeDetails edges) {
        this.edges = edges;
        content.addClassName("pc-column");
        getContent().add(new H2("Why?"), content);
    }

    void show(Incident incident) {
        content.removeAll();
        var port = incident.ports().stream().filter(number -> number > 0).findFirst();
        var detail =
                incident.isFolded()
                        ? Optional.<EdgeDetail>empty()
                        : edges.between(incident.source(), incident.target(), port);
        if (detail.isEmpty()) {
            content.add(
                    hint(
                            "The map has forgotten this traffic. The flows below say what was"
                                    + " decided then."));
        }
        if (!incident.isFolded()) {
            content.add(WhyPart.ofDenied(incident.source(), incident.target(), port.orElse(0)));
        }
        if (!incident.policies().isEmpty()) {
            content.add(
                    new Div(
                            new Span("Denied by "),
                            IncidentWords.mono(String.join(", ", incident.policies()))));
        }
        detail.ifPresent(
                known -> content.add(new CommandBlock("hubble equivalent", known.command())));
    }

    private static Span hint(String text) {
        var hint = new Span(text);
        hint.addClassName("pc-hint");
        return hint;
    }
}
