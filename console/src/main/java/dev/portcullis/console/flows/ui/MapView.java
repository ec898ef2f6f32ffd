package dev.portcullis.console.flows.ui;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.router.Menu;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.PermitAll;

/** The first page: the live map. */
@Route("")
@PageTitle("Map · Portcullis")
@Menu(title = "Map", order = 0, icon = "map")
@PermitAll
class MapView extends Composite<FlowMap> {}
