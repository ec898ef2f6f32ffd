package dev.portcullis.console.questions.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.dependency.CssImport;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.router.AfterNavigationEvent;
import com.vaadin.flow.router.AfterNavigationObserver;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.Route;
import dev.portcullis.console.base.Card;
import dev.portcullis.console.base.Chip;
import dev.portcullis.console.base.Figure;
import dev.portcullis.console.base.Notice;
import dev.portcullis.console.base.Page;
import dev.portcullis.console.base.PageHeader;
import dev.portcullis.console.base.PolicyTabs;
import dev.portcullis.console.base.Tone;
import dev.portcullis.console.flows.Workload;
import dev.portcullis.console.flows.Workloads;
import dev.portcullis.console.questions.PolicyQuestions;
import dev.portcullis.console.questions.ReachMatrix;
import jakarta.annotation.security.PermitAll;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Who can reach a workload on which port, beside who did. Begins with the guarded one. */
@Route("policies/reach")
@PageTitle("Reach · Portcullis")
@PermitAll
@CssImport("./questions/questions.css")
class ReachView extends Composite<Page> implements AfterNavigationObserver {
    private final PolicyQuestions questions;
    private final Workloads workloads;
    private final Select<String> choice = new Select<>();
    private final Chip standing = new Chip();
    private final Div body = new Div();

    ReachView(PolicyQuestions questions, Workloads workloads) {
        this.questions = questions;
        this.workloads = workloads;
        choice.setAriaLabel("Workload");
        choice.setWidth("240px");
        choice.addValueChangeListener(
                change -> {
                    if (change.isFromClient()) {
                        go(change.getValue());
                    }
                });
        body.addClassName("pc-answers");
        getContent()
                .add(
                        PolicyTabs.at(PolicyTabs.Place.REACH),
                        new PageHeader("Who can reach", choice, standing),
                        body);
    }

    @Override
    public void afterNavigation(AfterNavigationEvent event) {
        var all =
                workloads.all().stream()
                        .filter(workload -> !workload.endpoints().isEmpty())
                        .sorted(
                                Comparator.comparing(Workload::guarded)
                                        .reversed()
                                        .thenComparing(Workload::id))
                        .map(Workload::id)
                        .toList();
        choice.setItems(all);
        var wanted =
                event.getLocation()
                        .getQueryParameters()
                        .getSingleParameter("workload")
                        .or(() -> all.stream().findFirst());
        wanted.filter(all::contains).ifPresent(choice::setValue);
        show(wanted);
    }

    private void show(Optional<String> wanted) {
        body.removeAll();
        standing.getElement().removeAllChildren();
        var matrix = wanted.flatMap(questions::reach);
        matrix.ifPresentOrElse(this::show, () -> body.add(nothing(wanted)));
    }

    private Notice nothing(Optional<String> wanted) {
        return workloads
                .problem()
                .map(why -> Notice.error(why, "The matrix appears as soon as the cluster answers."))
                .orElseGet(
                        () ->
                                Notice.empty(
                                        wanted.map("%s has no pod"::formatted)
                                                .orElse("No workload has a pod"),
                                        "Choose a workload that runs."));
    }

    private void show(ReachMatrix matrix) {
        var stand = matrix.standing();
        for (var fact :
                List.of(
                        Chip.fact("", stand.isolated() ? "isolated" : "not isolated", ""),
                        Chip.fact("", stand.percentClosed() + " % closed", ""))) {
            standing.getElement().appendChild(fact.getElement());
        }
        var figures =
                new Div(
                        new Figure(
                                Tone.NEUTRAL,
                                stand.percentClosed() + " %",
                                "of %d ways in are denied".formatted(stand.ways())),
                        new Figure(
                                Tone.ALLOWED, Integer.toString(stand.allowed()), "ways in allowed"),
                        new Figure(
                                Tone.NEUTRAL, Integer.toString(stand.used()), "allowed and used"),
                        new Figure(
                                stand.neverUsed() == 0 ? Tone.NEUTRAL : Tone.UNDECIDED,
                                Integer.toString(stand.neverUsed()),
                                "allowed but never used"),
                        new Figure(
                                stand.undecided() == 0 ? Tone.NEUTRAL : Tone.UNDECIDED,
                                Integer.toString(stand.undecided()),
                                "undecided"));
        figures.addClassName("pc-standing");
        var basis =
                new Span(
                        "A way in is a peer and a port. Did: %s. May: by the policies in force."
                                .formatted(matrix.window().words()));
        basis.addClassName("pc-hint");
        body.add(
                new Card("Posture", figures, basis),
                new Card(
                        "%s from every workload and entity".formatted(matrix.workload()),
                        new ReachTable(matrix)),
                json(matrix));
    }

    private static Component json(ReachMatrix matrix) {
        var link =
                new Anchor(
                        "api/v1/reach?workload="
                                + java.net.URLEncoder.encode(
                                        matrix.workload(), java.nio.charset.StandardCharsets.UTF_8),
                        "The same as JSON");
        link.getElement().setAttribute("router-ignore", true);
        return link;
    }

    private void go(String workload) {
        getUI().ifPresent(
                        ui ->
                                ui.navigate(
                                        ReachView.class, QueryParameters.of("workload", workload)));
    }
}
