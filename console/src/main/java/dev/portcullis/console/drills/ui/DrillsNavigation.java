package dev.portcullis.console.drills.ui;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.router.RouteParameters;
import com.vaadin.flow.router.RouterLink;
import dev.portcullis.console.drills.DrillId;

/** Ways to the pages of the drills. */
final class DrillsNavigation {
    private DrillsNavigation() {}

    static void toDetails(UI ui, DrillId id) {
        ui.navigate(DrillView.class, parameters(id));
    }

    static RouterLink link(String text, DrillId id) {
        return new RouterLink(text, DrillView.class, parameters(id));
    }

    private static RouteParameters parameters(DrillId id) {
        return new RouteParameters("id", id.text());
    }
}
