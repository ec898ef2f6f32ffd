package dev.portcullis.console.flows.ui;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.router.Menu;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import dev.portcullis.console.flows.MapFooter;
import jakarta.annotation.security.PermitAll;
import org.springframework.beans.factory.ObjectProvider;

/** The first page: the live map. */
@Route("")
@PageTitle("Map · Portcullis")
@Menu(title = "Map", order = 10, icon = "map")
@PermitAll
class MapView extends Composite<FlowMap> {
    private final ObjectProvider<MapFooter> footers;

    MapView(ObjectProvider<MapFooter> footers) {
        this.footers = footers;
    }

    @Override
    protected FlowMap initContent() {
        var map = new FlowMap();
        footers.orderedStream().forEach(footer -> map.under(footer.create()));
        return map;
    }
}
