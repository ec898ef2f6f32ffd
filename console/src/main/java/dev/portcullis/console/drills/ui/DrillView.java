package dev.portcullis.console.drills.ui;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dependency.CssImport;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.notification.Notification;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.NotFoundException;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouterLink;
import dev.portcullis.console.access.CurrentUser;
import dev.portcullis.console.base.CommandBlock;
import dev.portcullis.console.base.OperatorOnly;
import dev.portcullis.console.base.Page;
import dev.portcullis.console.base.PageHeader;
import dev.portcullis.console.drills.CleanUpResult;
import dev.portcullis.console.drills.Drill;
import dev.portcullis.console.drills.DrillId;
import dev.portcullis.console.drills.DrillState;
import dev.portcullis.console.drills.Drills;
import dev.portcullis.console.drills.Kubectl;
import jakarta.annotation.security.PermitAll;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One drill, live: its stages, its verdict, its attempts on one clock, and the ledger that proves it. */
@Route("drills/:id")
@PageTitle("Drill · Portcullis")
@PermitAll
@CssImport("./drills/drills.css")
class DrillView extends Composite<Page> implements BeforeEnterObserver {
    private final Drills drills;
    private final CurrentUser user;
    private final Stepper stepper = new Stepper();
    private final VerdictBanner banner = new VerdictBanner();
    private final DrillClock clock = new DrillClock();
    private final LedgerCard ledger = new LedgerCard(this::filter);
    private final PlanCard plan = new PlanCard();
    private final Button cleanUp = new Button("Stop and clean up", _ -> cleanUp());
    private final Div heading = new Div();
    private final Anchor json = new Anchor();
    private final Anchor markdown = new Anchor();
    private final Anchor evidence = new Anchor();
    private final Anchor print = new Anchor();
    private final Div command = new Div();
    private @Nullable DrillId id;

    DrillView(Drills drills, CurrentUser user) {
        this.drills = drills;
        this.user = user;
        command.addClassName("pc-card");
        var left = new Div(clock, ledger);
        left.addClassName("pc-column");
        var right = new Div(plan, command);
        right.addClassName("pc-column");
        var columns = new Div(left, right);
        columns.addClassName("pc-drill-columns");
        getContent().add(heading, banner, columns);
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        var text = event.getRouteParameters().get("id").orElse("");
        var drill = DrillId.parse(text).flatMap(drills::find);
        if (drill.isEmpty()) {
            event.rerouteToError(NotFoundException.class, "There is no drill " + text);
            return;
        }
        id = drill.get().id();
        var shown = event.getLocation().getQueryParameters().getSingleParameter("show").orElse("");
        ledger.filter(LedgerFilter.of(shown));
        head(drill.get());
        show(drill.get());
    }

    private void head(Drill drill) {
        var crumbs =
                new Div(new RouterLink("Drills", DrillsView.class), new Span(" / " + drill.id()));
        crumbs.addClassName("pc-hint");
        download(json, drill, "json", "JSON");
        download(markdown, drill, "md", "Markdown");
        evidence.setHref("api/v1/drills/%s/evidence".formatted(drill.id()));
        evidence.setText("Evidence pack");
        print.setHref("drills/%s/report".formatted(drill.id()));
        print.setText("Printable");
        print.setTarget("_blank");
        for (var link : List.of(evidence, print)) {
            link.addClassName("pc-drill-download");
            link.getElement().setAttribute("router-ignore", true);
        }
        heading.removeAll();
        heading.add(
                crumbs,
                new PageHeader(drill.plan().title(), stepper)
                        .withActions(print, json, markdown, evidence, cleanUp));
        command.removeAll();
        var after = new Div(new Span("Clean up runs "), mono(Kubectl.cleanUp(drill)));
        after.addClassName("pc-hint");
        command.add(new CommandBlock(Kubectl.watch(drill)), after);
        plan.show(drill);
    }

    private static Span mono(String text) {
        var span = new Span(text);
        span.addClassName("pc-mono");
        return span;
    }

    private static void download(Anchor link, Drill drill, String ending, String text) {
        link.setHref("api/v1/drills/%s/report.%s".formatted(drill.id(), ending));
        link.setText(text);
        link.addClassName("pc-drill-download");
        link.getElement().setAttribute("download", true).setAttribute("router-ignore", true);
    }

    private void show(Drill drill) {
        stepper.show(drill);
        banner.show(drill);
        clock.show(drill);
        ledger.show(drill);
        plan.show(drill);
        var mayOperate = user.require().mayOperate();
        cleanUp.setText(drill.state().isOver() ? "Clean up" : "Stop and clean up");
        OperatorOnly.mark(cleanUp, mayOperate, "stop drills");
        if (mayOperate && drill.state() == DrillState.CLEANED) {
            cleanUp.setEnabled(false);
            cleanUp.setTooltipText("Nothing of it is left");
        }
    }

    private void filter(LedgerFilter filter) {
        var current = id;
        if (current != null) {
            getUI().ifPresent(
                            ui ->
                                    ui.navigate(
                                            DrillView.class,
                                            new com.vaadin.flow.router.RouteParameters(
                                                    "id", current.text()),
                                            filter == LedgerFilter.ALL
                                                    ? QueryParameters.empty()
                                                    : QueryParameters.of("show", filter.word())));
        }
    }

    private void cleanUp() {
        var current = id;
        if (current == null) {
            return;
        }
        switch (drills.cleanUp(current, user.require())) {
            case CleanUpResult.Asked _ -> Notification.show("It is being removed");
            case CleanUpResult.NotFound() -> Notification.show("There is no such drill any more");
            case CleanUpResult.Refused(var why) -> Notification.show(why);
        }
    }

    @Override
    protected void onAttach(AttachEvent event) {
        var ui = event.getUI();
        var following = drills.onChange(() -> ui.access(this::refresh));
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
            drills.find(current).ifPresent(this::show);
        }
    }
}
