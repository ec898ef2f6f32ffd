package dev.portcullis.console.incidents.ui;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.dependency.CssImport;
import com.vaadin.flow.component.grid.ColumnTextAlign;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.GridVariant;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.AfterNavigationEvent;
import com.vaadin.flow.router.AfterNavigationObserver;
import com.vaadin.flow.router.Menu;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.Route;
import dev.portcullis.console.base.Card;
import dev.portcullis.console.base.Chip;
import dev.portcullis.console.base.Glyph;
import dev.portcullis.console.base.Notice;
import dev.portcullis.console.base.Page;
import dev.portcullis.console.base.PageHeader;
import dev.portcullis.console.base.PhoneColumn;
import dev.portcullis.console.base.PhoneRow;
import dev.portcullis.console.base.SearchField;
import dev.portcullis.console.base.Segments;
import dev.portcullis.console.incidents.Incident;
import dev.portcullis.console.incidents.IncidentQuery;
import dev.portcullis.console.incidents.IncidentState;
import dev.portcullis.console.incidents.Incidents;
import jakarta.annotation.security.PermitAll;
import java.time.Clock;
import java.util.Optional;

/** All incidents, the newest attempt first. */
@Route("incidents")
@PageTitle("Incidents · Portcullis")
@Menu(title = "Incidents", order = 50, icon = "incidents")
@PermitAll
@CssImport("./incidents/incidents.css")
class IncidentsView extends Composite<Page> implements AfterNavigationObserver {
    private static final String ANY = "All";

    private final Incidents incidents;
    private final Clock clock;
    private final Grid<Incident> grid = new Grid<>();
    private final SearchField search =
            new SearchField(
                    "Find source, target, port, owner",
                    "Find incidents",
                    words -> go(location().of(words)));
    private final Chip counts = new Chip();
    private final Div trouble = new Div();
    private final Segments states =
            new Segments(
                    "State",
                    word -> go(location().of(state(word))),
                    ANY,
                    "Open",
                    "Acknowledged",
                    "Closed");
    private final Segments kinds =
            new Segments(
                    "Kind", word -> go(location().of(kind(word))), ANY, "Intruders", "Exercises");
    private IncidentsLocation location = new IncidentsLocation(IncidentQuery.ALL);

    IncidentsView(Incidents incidents, Clock clock) {
        this.incidents = incidents;
        this.clock = clock;
        search.setWidth("260px");
        columns();
        grid.addThemeVariants(GridVariant.LUMO_NO_BORDER, GridVariant.LUMO_COMPACT);
        grid.setSizeFull();
        var card = new Card(grid).flush();
        card.addClassName("pc-fill");
        getContent()
                .full()
                .add(
                        new PageHeader("Incidents", counts)
                                .withActions(
                                        new Anchor("incidents/quarantine", "Quarantine"),
                                        new Anchor("incidents/webhook", "Webhook"),
                                        kinds,
                                        states,
                                        search),
                        trouble,
                        card);
    }

    private void columns() {
        grid.addComponentColumn(
                        incident ->
                                IncidentsNavigation.link(incident.id().toString(), incident.id()))
                .setHeader("Incident")
                .setWidth("72px")
                .setFlexGrow(0);
        grid.addComponentColumn(IncidentWords::state)
                .setHeader("State")
                .setWidth("130px")
                .setFlexGrow(0);
        grid.addComponentColumn(incident -> IncidentWords.mono(IncidentWords.source(incident)))
                .setHeader("Source")
                .setWidth("140px")
                .setFlexGrow(3);
        grid.addComponentColumn(IncidentsView::target)
                .setHeader("Target")
                .setWidth("188px")
                .setFlexGrow(2);
        grid.addColumn(incident -> incident.reason().sentence())
                .setHeader("Reason")
                .setTooltipGenerator(incident -> incident.reason().sentence())
                .setWidth("110px")
                .setFlexGrow(2);
        grid.addComponentColumn(IncidentWords::marks)
                .setHeader("Looks like")
                .setWidth("120px")
                .setFlexGrow(0);
        grid.addColumn(
                        incident ->
                                "%d · %d/min".formatted(incident.attempts(), incident.perMinute()))
                .setHeader("Attempts")
                .setTextAlign(ColumnTextAlign.END)
                .setWidth("104px")
                .setFlexGrow(0);
        grid.addColumn(incident -> IncidentWords.ago(incident.firstSeen(), clock.instant()))
                .setHeader("First seen")
                .setTooltipGenerator(incident -> IncidentWords.exact(incident.firstSeen()))
                .setWidth("96px")
                .setFlexGrow(0);
        grid.addColumn(incident -> IncidentWords.ago(incident.lastSeen(), clock.instant()))
                .setHeader("Last seen")
                .setTooltipGenerator(incident -> IncidentWords.exact(incident.lastSeen()))
                .setWidth("96px")
                .setFlexGrow(0);
        grid.addColumn(incident -> incident.owner().isEmpty() ? "no owner" : incident.owner())
                .setHeader("Owner")
                .setWidth("92px")
                .setFlexGrow(0);
        PhoneColumn.in(grid, "Incident", this::onPhone);
    }

    private PhoneRow onPhone(Incident incident) {
        return new PhoneRow(
                        IncidentsNavigation.link(incident.id().toString(), incident.id()),
                        IncidentWords.state(incident),
                        IncidentWords.marks(incident))
                .line(IncidentWords.mono(IncidentWords.source(incident)))
                .line(new Span("to"), target(incident))
                .words(
                        "%d attempts, last %s · %s"
                                .formatted(
                                        incident.attempts(),
                                        IncidentWords.ago(incident.lastSeen(), clock.instant()),
                                        incident.owner().isEmpty()
                                                ? "no owner"
                                                : incident.owner()));
    }

    private static Component target(Incident incident) {
        var name = IncidentWords.mono(IncidentWords.target(incident));
        var ports = new Span(IncidentWords.ports(incident));
        ports.addClassName("pc-hint");
        var target = new Span(name, ports);
        target.addClassName("pc-row");
        if (incident.guarded()) {
            target.addComponentAsFirst(new Glyph("gate-closed", 14).labelled("Guarded"));
        }
        return target;
    }

    private IncidentsLocation location() {
        return location;
    }

    private static Optional<IncidentState> state(String word) {
        return IncidentState.parse(word.toLowerCase(java.util.Locale.ROOT));
    }

    private static IncidentQuery.Kind kind(String word) {
        return IncidentQuery.Kind.parse(word.toLowerCase(java.util.Locale.ROOT))
                .orElse(IncidentQuery.Kind.ALL);
    }

    private void go(IncidentsLocation next) {
        QueryParameters parameters = next.write();
        getUI().ifPresent(ui -> ui.navigate(IncidentsView.class, parameters));
    }

    @Override
    public void afterNavigation(AfterNavigationEvent event) {
        location = IncidentsLocation.read(event.getLocation().getQueryParameters());
        var query = location.query();
        search.setValue(query.text());
        states.press(query.state().map(state -> sentence(state.word())).orElse(ANY));
        kinds.press(sentence(query.kind().word()));
        refresh();
    }

    private static String sentence(String word) {
        return Character.toUpperCase(word.charAt(0)) + word.substring(1);
    }

    @Override
    protected void onAttach(AttachEvent event) {
        var ui = event.getUI();
        var following = incidents.onChange(() -> ui.access(this::refresh));
        addDetachListener(
                detached -> {
                    following.close();
                    detached.unregisterListener();
                });
    }

    private void refresh() {
        var shown = incidents.list(location.query());
        grid.setItems(shown);
        grid.setEmptyStateText(nothing());
        counts.getElement().removeAllChildren();
        counts.getElement()
                .appendChild(
                        Chip.fact("", incidents.needingAttention() + " open", "").getElement(),
                        Chip.fact("", "", shown.size() + " shown").getElement());
        trouble();
    }

    private String nothing() {
        if (!location.query().equals(IncidentQuery.ALL)) {
            return "No incident fits the filter. Choose All to see every one.";
        }
        return incidents.problem().isPresent()
                ? "No denied attempts were seen, and what is made now is not seen."
                : "No denied attempts were seen. That is how it should be.";
    }

    private void trouble() {
        trouble.removeAll();
        incidents
                .problem()
                .ifPresent(why -> trouble.add(Notice.error("Attempts may go unseen", why)));
        if (incidents.unexamined() > 0) {
            trouble.add(
                    Notice.error(
                            "%d dropped flows came faster than they could be examined"
                                    .formatted(incidents.unexamined()),
                            "They are in no incident. The map has counted them."));
        }
        trouble.setVisible(trouble.getComponentCount() > 0);
    }
}
