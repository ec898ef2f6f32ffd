package dev.portcullis.console.incidents.ui;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dependency.CssImport;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.notification.Notification;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.NotFoundException;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouterLink;
import dev.portcullis.console.access.CurrentUser;
import dev.portcullis.console.base.OperatorOnly;
import dev.portcullis.console.base.Page;
import dev.portcullis.console.base.PageHeader;
import dev.portcullis.console.incidents.ChangeResult;
import dev.portcullis.console.incidents.Incident;
import dev.portcullis.console.incidents.IncidentChange;
import dev.portcullis.console.incidents.IncidentId;
import dev.portcullis.console.incidents.IncidentState;
import dev.portcullis.console.incidents.Incidents;
import jakarta.annotation.security.PermitAll;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/** One incident: what was tried, why it was denied, the flows that prove it, and what people say to it. */
@Route("incidents/:id([0-9]+)")
@PageTitle("Incident · Portcullis")
@PermitAll
@CssImport("./incidents/incidents.css")
class IncidentView extends Composite<Page> implements BeforeEnterObserver {
    private final Incidents incidents;
    private final CurrentUser user;
    private final Div heading = new Div();
    private final IncidentBanner banner;
    private final WhyCard why = new WhyCard();
    private final FlowsCard flows = new FlowsCard();
    private final ThreadCard thread = new ThreadCard(text -> change(Kind.COMMENT, text));
    private final RelatedCard related = new RelatedCard();
    private final Button acknowledge = new Button("Acknowledge", _ -> change(Kind.ACKNOWLEDGE));
    private final Button close = new Button("Close", _ -> change(Kind.CLOSE));
    private final Button reopen = new Button("Open again", _ -> change(Kind.REOPEN));
    private @Nullable IncidentId id;

    private enum Kind {
        ACKNOWLEDGE(IncidentChange.Kind.ACKNOWLEDGE),
        CLOSE(IncidentChange.Kind.CLOSE),
        REOPEN(IncidentChange.Kind.REOPEN),
        COMMENT(IncidentChange.Kind.COMMENT);

        private final IncidentChange.Kind change;

        Kind(IncidentChange.Kind change) {
            this.change = change;
        }
    }

    IncidentView(Incidents incidents, CurrentUser user, Clock clock) {
        this.incidents = incidents;
        this.user = user;
        banner = new IncidentBanner(clock);
        acknowledge.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
        var left = new Div(why, flows, thread);
        left.addClassName("pc-column");
        var right = new Div(related);
        right.addClassName("pc-column");
        var columns = new Div(left, right);
        columns.addClassName("pc-incident-columns");
        getContent().add(heading, banner, columns);
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        var text = event.getRouteParameters().get("id").orElse("");
        var incident = IncidentId.parse(text).flatMap(incidents::find);
        if (incident.isEmpty()) {
            event.rerouteToError(NotFoundException.class, "There is no incident " + text);
            return;
        }
        id = incident.get().id();
        head(incident.get());
        show(incident.get());
    }

    private void head(Incident incident) {
        var crumbs =
                new Div(
                        new RouterLink("Incidents", IncidentsView.class),
                        new Span(" / " + incident.id()));
        crumbs.addClassName("pc-hint");
        heading.removeAll();
        var header =
                new PageHeader("Incident " + incident.id()).withActions(acknowledge, close, reopen);
        quarantine(incident).ifPresent(header::withActions);
        heading.add(crumbs, header);
    }

    /** Only pods can be quarantined; the page behind it shows first what would be cut. */
    private static java.util.Optional<Anchor> quarantine(Incident incident) {
        if (incident.isFolded() || !incident.source().contains("/") || incident.pods().isEmpty()) {
            return java.util.Optional.empty();
        }
        var link =
                new Anchor(
                        "incidents/quarantine?workload=%s&pod=%s&incident=%d"
                                .formatted(
                                        URLEncoder.encode(
                                                incident.source(), StandardCharsets.UTF_8),
                                        URLEncoder.encode(
                                                incident.pods().getLast(), StandardCharsets.UTF_8),
                                        incident.id().number()),
                        "Quarantine …");
        link.addClassName("pc-incident-quarantine");
        return java.util.Optional.of(link);
    }

    private void show(Incident incident) {
        banner.show(incident);
        why.show(incident);
        flows.show(incident);
        var mayOperate = user.require().mayOperate();
        thread.show(incident, mayOperate);
        related.show(incident);
        permit(acknowledge, mayOperate, incident.state() == IncidentState.OPEN);
        permit(close, mayOperate, incident.state() != IncidentState.CLOSED);
        permit(reopen, mayOperate, incident.state() != IncidentState.OPEN);
    }

    private static void permit(Button button, boolean mayOperate, boolean sensible) {
        button.setVisible(sensible);
        OperatorOnly.mark(button, mayOperate, "change incidents");
    }

    private boolean change(Kind kind) {
        return change(kind, thread.drainDraft());
    }

    private boolean change(Kind kind, String text) {
        var current = id;
        if (current == null) {
            return false;
        }
        var wish = new IncidentChange(current, kind.change, text, user.require());
        return switch (incidents.change(wish)) {
            case ChangeResult.Changed(var incident) -> {
                show(incident);
                yield true;
            }
            case ChangeResult.NotFound() -> {
                Notification.show("There is no such incident any more");
                yield false;
            }
            case ChangeResult.Refused(var reason) -> {
                Notification.show(reason);
                refresh();
                yield false;
            }
        };
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
        // What changed before the subscription would be missed, so read once more.
        refresh();
    }

    private void refresh() {
        var current = id;
        if (current != null) {
            incidents.find(current).ifPresent(this::show);
        }
    }
}
