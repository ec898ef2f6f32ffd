package dev.portcullis.console.metrics.ui;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Nav;

/** The two sides of the page, where Grafana is there to show. */
class TabsPart extends Composite<Nav> {
    private final Anchor overview = new Anchor("metrics", "Overview");
    private final Anchor grafana = new Anchor("metrics?tab=grafana", "Grafana");

    TabsPart() {
        getContent().addClassName("pc-metrics-tabs");
        getContent().getElement().setAttribute("aria-label", "Charts of");
        // The page is loaded anew: only its own answer permits frames, and a browser keeps the
        // rules of
        // the page it loaded first.
        overview.getElement().setAttribute("router-ignore", true);
        grafana.getElement().setAttribute("router-ignore", true);
        getContent().add(overview, grafana);
    }

    /** Leads to the other side of the same address. */
    void show(MetricsLocation location, boolean withGrafana) {
        overview.setHref(location.on(MetricsLocation.Tab.OVERVIEW).href());
        grafana.setHref(location.on(MetricsLocation.Tab.GRAFANA).href());
        getContent().setVisible(withGrafana);
        boolean framed = withGrafana && location.tab() == MetricsLocation.Tab.GRAFANA;
        mark(overview, !framed);
        mark(grafana, framed);
    }

    private static void mark(Anchor anchor, boolean here) {
        if (here) {
            anchor.getElement().setAttribute("aria-current", "page");
        } else {
            anchor.getElement().removeAttribute("aria-current");
        }
    }
}
