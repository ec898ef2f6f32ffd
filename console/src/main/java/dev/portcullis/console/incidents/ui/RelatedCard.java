package dev.portcullis.console.incidents.ui;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.DescriptionList;
import com.vaadin.flow.component.html.DescriptionList.Description;
import com.vaadin.flow.component.html.DescriptionList.Term;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Hr;
import dev.portcullis.console.base.Card;
import dev.portcullis.console.incidents.Incident;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Who the source is, and where else to look. */
class RelatedCard extends Composite<Card> {
    private final DescriptionList facts = new DescriptionList();
    private final Div links = new Div();

    RelatedCard() {
        facts.addClassName("pc-incident-facts");
        links.addClassName("pc-column");
        getContent().add(new H2("Source"), facts, new Hr(), new H2("Related"), links);
    }

    void show(Incident incident) {
        facts.removeAll();
        fact("Pods", incident.pods().isEmpty() ? "none" : String.join("\n", incident.pods()));
        fact("Addresses", String.join("\n", incident.addresses()));
        fact("Labels", String.join("\n", incident.labels()));
        links.removeAll();
        incident.drill().ifPresent(id -> links.add(new Anchor("drills/" + id, "Drill " + id)));
        if (!incident.isFolded()) {
            links.add(
                    new Anchor(
                            "?chosen="
                                    + encode(
                                            incident.source()
                                                    + "~"
                                                    + incident.target()
                                                    + "~denied"),
                            "Show it on the map"));
            if (incident.source().contains("/")) {
                links.add(
                        new Anchor(
                                "flows?verdict=dropped&workload=" + encode(incident.source()),
                                "Flows of the source"));
            }
        }
        var pack =
                new Anchor(
                        "api/v1/timeline/evidence.zip?incident=" + incident.id().number(),
                        "Evidence pack (zip)");
        pack.getElement().setAttribute("download", true).setAttribute("router-ignore", true);
        links.add(pack);
        links.add(
                new Anchor(
                        "timeline?from=%s&to=%s"
                                .formatted(
                                        incident.firstSeen().minusSeconds(60),
                                        incident.lastSeen().plusSeconds(60)),
                        "Timeline around it"));
        links.add(
                new Anchor(
                        "audit?text=" + encode("Incident " + incident.id()),
                        "Its lines in the audit log"));
    }

    private void fact(String name, String value) {
        if (!value.isEmpty()) {
            var description = new Description(value);
            description.addClassName("pc-mono");
            facts.add(new Term(name), description);
        }
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
