package dev.portcullis.console.metrics.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.OrderedList;
import com.vaadin.flow.component.html.Span;
import dev.portcullis.console.base.Card;
import dev.portcullis.console.base.Notice;
import dev.portcullis.console.metrics.Grafana;
import java.util.Optional;

/** How Grafana stands, beside the console's own charts: how to connect it, or why it is not shown. */
class GrafanaCard extends Composite<Div> {
    private static final String OWN_CHARTS = "These charts are the console's own.";

    GrafanaCard(Grafana.State state) {
        said(state).ifPresent(getContent()::add);
    }

    private static Optional<Component> said(Grafana.State state) {
        return switch (state) {
            case Grafana.State.Absent() -> Optional.of(invitation());
            case Grafana.State.Up(_) -> Optional.empty();
            case Grafana.State.Down(var why) ->
                    Optional.of(Notice.error("Grafana does not answer", why + ". " + OWN_CHARTS));
            case Grafana.State.Distrusts(var why) ->
                    Optional.of(
                            Notice.error(
                                    "Grafana does not trust this console",
                                    why + ". " + OWN_CHARTS));
        };
    }

    private static Card invitation() {
        var steps =
                new OrderedList(
                        new ListItem("Set PORTCULLIS_GRAFANA_URL to its address."),
                        new ListItem("Let it serve from the sub-path /grafana/."),
                        new ListItem(
                                "Let it trust the keys at /.well-known/jwks.json, as docs/grafana.md says."));
        var card =
                new Card(
                        "Grafana not connected",
                        new Span(
                                "These charts come straight from flows and are kept for 24 hours. Connect Grafana to see the shipped dashboards here and keep a longer history."),
                        steps);
        card.addClassName("pc-metrics-connect");
        return card;
    }
}
