package dev.portcullis.console.flows.ui;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.router.Menu;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import dev.portcullis.console.base.Page;
import dev.portcullis.console.base.PageHeader;
import jakarta.annotation.security.PermitAll;

/** The first page: the live map. */
@Route("")
@PageTitle("Map · Portcullis")
@Menu(title = "Map", order = 0, icon = "map")
@PermitAll
class MapView extends Composite<Page> {
    MapView() {
        getContent().full().add(new PageHeader("Map"));
    }
}
