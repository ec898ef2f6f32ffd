package dev.portcullis.console.incidents.ui;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Pre;
import com.vaadin.flow.component.html.Span;
import dev.portcullis.console.incidents.Incident;

/** Some of the flows, as Hubble told them. */
class FlowsCard extends Composite<Div> {
    private final Anchor download = new Anchor("", "Hubble JSON lines");
    private final Span hint = new Span();
    private final Pre lines = new Pre();

    FlowsCard() {
        download.getElement().setAttribute("download", true).setAttribute("router-ignore", true);
        hint.addClassName("pc-hint");
        lines.addClassName("pc-incident-lines");
        lines.getElement().setAttribute("tabindex", "0").setAttribute("aria-label", "Flows");
        var head = new Div(new H2("Evidence flows"), hint, download);
        head.addClassName("pc-incident-head");
        getContent().addClassNames("pc-card");
        getContent().add(head, lines);
    }

    void show(Incident incident) {
        download.setHref("api/v1/incidents/%d/flows".formatted(incident.id().number()));
        download.setVisible(!incident.evidence().isEmpty());
        hint.setText(
                "The first and the newest of %s, %d kept"
                        .formatted(
                                IncidentWords.plural(incident.attempts(), "attempt"),
                                incident.evidence().size()));
        lines.setText(
                incident.evidence().isEmpty()
                        ? "No flow was kept."
                        : String.join("\n", incident.evidence()));
    }
}
