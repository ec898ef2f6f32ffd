package dev.portcullis.console.incidents.ui;

import com.vaadin.flow.router.RouteParameters;
import com.vaadin.flow.router.RouterLink;
import dev.portcullis.console.incidents.IncidentId;

/** Ways to the pages of the incidents. */
final class IncidentsNavigation {
    private IncidentsNavigation() {}

    static RouterLink link(String text, IncidentId id) {
        return new RouterLink(
                text, IncidentView.class, new RouteParameters("id", Long.toString(id.number())));
    }
}
