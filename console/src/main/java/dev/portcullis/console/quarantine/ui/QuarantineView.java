package dev.portcullis.console.quarantine.ui;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.dependency.CssImport;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.notification.Notification;
import com.vaadin.flow.router.AfterNavigationEvent;
import com.vaadin.flow.router.AfterNavigationObserver;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import dev.portcullis.console.access.CurrentUser;
import dev.portcullis.console.base.Notice;
import dev.portcullis.console.base.Page;
import dev.portcullis.console.base.PageHeader;
import dev.portcullis.console.policies.Policies;
import dev.portcullis.console.quarantine.PlanResult;
import dev.portcullis.console.quarantine.Quarantine;
import dev.portcullis.console.quarantine.QuarantineRequest;
import dev.portcullis.console.quarantine.QuarantineResult;
import dev.portcullis.console.quarantine.QuarantineSubject;
import dev.portcullis.console.quarantine.Quarantines;
import jakarta.annotation.security.PermitAll;
import java.time.Clock;
import java.util.Optional;
import java.util.OptionalLong;

/** Shows what a quarantine would cut before it is begun, and those that hold. */
@Route("incidents/quarantine")
@PageTitle("Quarantine · Portcullis")
@PermitAll
@CssImport("./incidents/incidents.css")
class QuarantineView extends Composite<Page> implements AfterNavigationObserver {
    private final Quarantines quarantines;
    private final Policies policies;
    private final CurrentUser user;
    private final Div planned = new Div();
    private final ActiveCard active;
    private Optional<QuarantineSubject> subject = Optional.empty();
    private OptionalLong incident = OptionalLong.empty();

    QuarantineView(Quarantines quarantines, Policies policies, CurrentUser user, Clock clock) {
        this.quarantines = quarantines;
        this.policies = policies;
        this.user = user;
        active = new ActiveCard(clock, user.require().mayOperate(), this::release);
        var crumbs = new Div(new Anchor("incidents", "Incidents"), new Span(" / Quarantine"));
        crumbs.addClassName("pc-hint");
        planned.addClassName("pc-column");
        getContent().add(crumbs, new PageHeader("Quarantine"), planned, active);
    }

    @Override
    public void afterNavigation(AfterNavigationEvent event) {
        var parameters = event.getLocation().getQueryParameters();
        subject =
                QuarantineSubject.parse(
                        parameters.getSingleParameter("workload").orElse(""),
                        parameters.getSingleParameter("pod").orElse(""));
        incident =
                parameters
                        .getSingleParameter("incident")
                        .filter(text -> text.matches("[1-9][0-9]{0,17}"))
                        .map(text -> OptionalLong.of(Long.parseLong(text)))
                        .orElse(OptionalLong.empty());
        plan();
        refresh();
    }

    private void plan() {
        planned.removeAll();
        if (subject.isEmpty()) {
            return;
        }
        switch (quarantines.plan(subject.get())) {
            case PlanResult.Refused(var why) ->
                    planned.add(Notice.error("It cannot be quarantined", why));
            case PlanResult.Planned(var plan) ->
                    planned.add(
                            new PlanPart(
                                    plan,
                                    replay -> policies.preview(plan.yaml(), replay),
                                    user.require().mayOperate(),
                                    this::begin));
        }
    }

    private void begin(PlanPart.Wish wish) {
        var whom = subject;
        if (whom.isEmpty()) {
            return;
        }
        var request =
                new QuarantineRequest(
                        whom.get(),
                        wish.reason(),
                        wish.time(),
                        wish.confirmsGuarded(),
                        incident,
                        user.require());
        switch (quarantines.begin(request)) {
            case QuarantineResult.Done _ -> {
                Notification.show("%s is cut off.".formatted(whom.get().id()));
                getUI().ifPresent(ui -> ui.navigate(QuarantineView.class));
            }
            case QuarantineResult.Refused(var _, var sentence) -> Notification.show(sentence);
        }
    }

    private void release(Quarantine quarantine) {
        var result =
                quarantines.release(
                        quarantine.policy().namespace(),
                        quarantine.policy().name(),
                        "Released by hand.",
                        user.require());
        if (result instanceof QuarantineResult.Refused(var _, var sentence)) {
            Notification.show(sentence);
        }
        refresh();
    }

    @Override
    protected void onAttach(AttachEvent event) {
        var ui = event.getUI();
        var following = quarantines.onChange(() -> ui.access(this::refresh));
        addDetachListener(
                detached -> {
                    following.close();
                    detached.unregisterListener();
                });
        refresh();
    }

    private void refresh() {
        active.show(quarantines.active(), quarantines.problem());
    }
}
