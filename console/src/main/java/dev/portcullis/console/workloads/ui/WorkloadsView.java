package dev.portcullis.console.workloads.ui;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.dependency.CssImport;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.GridVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.data.provider.ListDataProvider;
import com.vaadin.flow.router.AfterNavigationEvent;
import com.vaadin.flow.router.AfterNavigationObserver;
import com.vaadin.flow.router.Menu;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import dev.portcullis.console.access.CurrentUser;
import dev.portcullis.console.base.Badge;
import dev.portcullis.console.base.Card;
import dev.portcullis.console.base.Chip;
import dev.portcullis.console.base.NamespaceSelect;
import dev.portcullis.console.base.Notice;
import dev.portcullis.console.base.Page;
import dev.portcullis.console.base.PageHeader;
import dev.portcullis.console.base.PhoneColumn;
import dev.portcullis.console.base.PhoneRow;
import dev.portcullis.console.base.SearchField;
import dev.portcullis.console.base.Skeleton;
import dev.portcullis.console.base.Tone;
import dev.portcullis.console.cluster.ReadProblem;
import dev.portcullis.console.workloads.ClusterWorkload;
import dev.portcullis.console.workloads.ClusterWorkloads;
import dev.portcullis.console.workloads.PodLogs;
import dev.portcullis.console.workloads.WorkloadId;
import jakarta.annotation.security.PermitAll;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The workloads of the cluster, live, and beside them everything about the chosen one. */
@Route("workloads")
@PageTitle("Workloads · Portcullis")
@Menu(title = "Workloads", order = 70, icon = "workloads")
@PermitAll
@CssImport("./workloads/workloads.css")
class WorkloadsView extends Composite<Page> implements AfterNavigationObserver {

    private final ClusterWorkloads workloads;
    private final WorkloadChanges changes;
    private final Clock clock;
    private final Chip counts = new Chip();
    private final SearchField filter =
            new SearchField(
                    "Name, image or policy",
                    "Filter workloads by name, image or policy",
                    words -> go(location().filtered(words)));
    private final NamespaceSelect namespace = new NamespaceSelect(name -> go(location().in(name)));
    private final Div trouble = new Div();
    private final Skeleton reading = new Skeleton(6);
    private final List<ClusterWorkload> visible = new ArrayList<>();
    private final ListDataProvider<ClusterWorkload> data = new ListDataProvider<>(visible);
    private final Grid<ClusterWorkload> grid = new Grid<>();
    private final WorkloadPanel panel;
    private WorkloadLocation location = WorkloadLocation.START;

    WorkloadsView(
            ClusterWorkloads workloads,
            PodLogs logs,
            WorkloadChanges changes,
            CurrentUser users,
            Clock clock) {
        this.workloads = workloads;
        this.changes = changes;
        this.clock = clock;
        panel = new WorkloadPanel(workloads, logs, users, clock, this::reload);
        columns();
        grid.setItems(data);
        grid.getListDataView().setIdentifierProvider(ClusterWorkload::id);
        grid.addThemeVariants(GridVariant.LUMO_NO_BORDER, GridVariant.LUMO_COMPACT);
        grid.setSizeFull();
        grid.addItemClickListener(click -> choose(click.getItem().id()));
        trouble.setVisible(false);
        var list = new Card(grid).flush();
        list.addClassName("pc-fill");
        var both = new Div(list, panel);
        both.addClassName("pc-workloads");
        getContent()
                .full()
                .add(
                        new PageHeader("Workloads", counts).withActions(filter, namespace),
                        trouble,
                        both);
    }

    private void columns() {
        grid.addComponentColumn(WorkloadsView::name)
                .setHeader("Workload")
                .setKey("workload")
                .setWidth("180px")
                .setFlexGrow(3);
        grid.addComponentColumn(WorkloadsView::pods)
                .setHeader("Pods ready")
                .setWidth("96px")
                .setFlexGrow(0);
        grid.addComponentColumn(WorkloadsView::isolation)
                .setHeader("Isolation")
                .setWidth("182px")
                .setFlexGrow(0);
        grid.addComponentColumn(
                        workload -> WorkloadWords.rollout(workload.rollout(), clock.instant()))
                .setHeader("Rollout")
                .setWidth("166px")
                .setFlexGrow(0);
        grid.addColumn(workload -> String.join(", ", workload.images()))
                .setHeader("Image")
                .setTooltipGenerator(workload -> String.join("\n", workload.images()))
                .setFlexGrow(2);
        PhoneColumn.in(
                grid,
                "Workload",
                workload ->
                        new PhoneRow(name(workload))
                                .line(pods(workload))
                                .line(isolation(workload))
                                .line(WorkloadWords.rollout(workload.rollout(), clock.instant())));
    }

    private static Component name(ClusterWorkload workload) {
        var id = workload.id();
        var name = new Span(id.name());
        name.addClassNames("pc-workload-name", "pc-ellipsis");
        name.getElement().setAttribute("title", id.display());
        var first = new Div(name);
        first.addClassName("pc-row");
        if (workload.guarded()) {
            first.add(new Badge(Tone.INK, "guarded"));
        }
        var place = WorkloadWords.muted(id.namespace());
        place.addClassName("pc-ellipsis");
        place.getElement().setAttribute("title", id.namespace());
        var second = new Div(place, WorkloadWords.muted("· " + id.kind().word()));
        second.addClassName("pc-workload-second");
        return new Div(first, second);
    }

    private static Component pods(ClusterWorkload workload) {
        var ready =
                workload.ready() < workload.wanted()
                        ? new Badge(Tone.UNDECIDED, "warning", WorkloadWords.ready(workload))
                        : new Span(WorkloadWords.ready(workload));
        var restarts =
                WorkloadWords.muted(
                        workload.restarts() == 1 ? "1 restart" : workload.restarts() + " restarts");
        restarts.addClassName("pc-workload-second");
        return new Div(ready, restarts);
    }

    private static Component isolation(ClusterWorkload workload) {
        var both =
                new Div(
                        WorkloadWords.muted("Ingress"),
                        WorkloadWords.isolation(workload.ingress()),
                        WorkloadWords.muted("Egress"),
                        WorkloadWords.isolation(workload.egress()));
        both.addClassName("pc-workload-isolation");
        return both;
    }

    @Override
    public void afterNavigation(AfterNavigationEvent event) {
        location = WorkloadLocation.read(event.getLocation().getQueryParameters());
        filter.setValue(location.filter());
        reload();
    }

    @Override
    protected void onAttach(AttachEvent event) {
        var ui = event.getUI();
        var following = changes.follow(list -> ui.access(() -> show(list)));
        addDetachListener(
                detached -> {
                    following.remove();
                    detached.unregisterListener();
                });
    }

    private void reload() {
        show(workloads.list());
    }

    private void show(List<ClusterWorkload> all) {
        showTrouble();
        showCounts(all);
        showNamespaces(all);
        var wanted = all.stream().filter(location::matches).toList();
        if (!wanted.equals(visible)) {
            visible.clear();
            visible.addAll(wanted);
            data.refreshAll();
        }
        showNothing(all);
        var chosen =
                location.chosen()
                        .flatMap(id -> all.stream().filter(one -> one.id().equals(id)).findFirst())
                        .or(
                                () ->
                                        location.chosen().isPresent()
                                                ? Optional.empty()
                                                : wanted.stream().findFirst());
        chosen.ifPresentOrElse(grid::select, grid::deselectAll);
        panel.show(chosen, location.chosen());
    }

    private void showNothing(List<ClusterWorkload> all) {
        var problem = workloads.problem();
        if (problem.filter(ReadProblem::isReading).isPresent()) {
            if (!reading.isAttached()) {
                grid.setEmptyStateComponent(reading);
            }
        } else if (!all.isEmpty()) {
            grid.setEmptyStateText("No workload fits the filter.");
        } else {
            grid.setEmptyStateText(
                    problem.isPresent()
                            ? "The workloads are not known."
                            : "There is no workload in the cluster.");
        }
    }

    private void showTrouble() {
        trouble.removeAll();
        var problem = workloads.problem();
        trouble.setVisible(problem.filter(why -> !why.isReading()).isPresent());
        problem.filter(why -> !why.isReading())
                .ifPresent(
                        why ->
                                trouble.add(
                                        why.kind() == ReadProblem.Kind.FORBIDDEN
                                                ? Notice.noPermission(
                                                        "No permission", why.sentence())
                                                : Notice.error(
                                                        why.sentence(),
                                                        "What is shown is what was last heard. It goes on"
                                                                + " by itself when the cluster answers.")));
    }

    private void showCounts(List<ClusterWorkload> all) {
        long whole = all.stream().filter(one -> one.ready() >= one.wanted()).count();
        long open =
                all.stream().filter(one -> one.ingress() == ClusterWorkload.Isolation.OPEN).count();
        // What is not known is not nought.
        counts.setVisible(!all.isEmpty() || workloads.problem().isEmpty());
        counts.getElement().removeAllChildren();
        Stream.of(
                        Chip.fact("", all.size() + "", all.size() == 1 ? "workload" : "workloads"),
                        Chip.fact("", whole + "", "with all pods ready"),
                        Chip.fact("", open + "", "not isolated from what comes in"))
                .forEach(fact -> counts.getElement().appendChild(fact.getElement()));
    }

    private void showNamespaces(List<ClusterWorkload> all) {
        namespace.offer(
                all.stream().map(workload -> workload.id().namespace()), location.namespace());
    }

    private void choose(WorkloadId id) {
        go(location.choosing(id));
        panel.bringIntoView();
    }

    // Asked for by listeners that are made before it is.
    private WorkloadLocation location() {
        return location;
    }

    private void go(WorkloadLocation next) {
        getUI().ifPresent(ui -> ui.navigate(WorkloadsView.class, next.write()));
    }
}
