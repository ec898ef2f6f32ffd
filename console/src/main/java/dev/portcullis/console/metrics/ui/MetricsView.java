package dev.portcullis.console.metrics.ui;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.dependency.CssImport;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.router.AfterNavigationEvent;
import com.vaadin.flow.router.AfterNavigationObserver;
import com.vaadin.flow.router.Menu;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.Route;
import dev.portcullis.console.base.Notice;
import dev.portcullis.console.base.Page;
import dev.portcullis.console.base.PageHeader;
import dev.portcullis.console.base.Segments;
import dev.portcullis.console.metrics.ChartRange;
import dev.portcullis.console.metrics.Grafana;
import dev.portcullis.console.metrics.Measurements;
import dev.portcullis.console.metrics.MetricsDoctor;
import jakarta.annotation.security.PermitAll;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The four questions, answered by the console's own charts, or by Grafana's where there is one. */
@Route("metrics")
@PageTitle("Metrics · Portcullis")
@Menu(title = "Metrics", order = 80, icon = "metrics")
@PermitAll
@CssImport("./metrics/metrics.css")
class MetricsView extends Composite<Page> implements AfterNavigationObserver {
    private static final String ALL = "All workloads";

    private final Grafana grafana;
    private final MetricsDoctor doctor;
    private final List<String> guarded;
    private final TabsPart tabs = new TabsPart();
    private final Segments ranges;
    private final Select<String> workloads = new Select<>();
    private final Div body = new Div();
    private final DoctorPart examined = new DoctorPart(this::examine);
    private MetricsLocation location = MetricsLocation.read(QueryParameters.empty());

    MetricsView(Measurements measurements, Grafana grafana, MetricsDoctor doctor) {
        this.grafana = grafana;
        this.doctor = doctor;
        guarded = measurements.guarded();
        ranges =
                new Segments(
                        "How far back",
                        words -> go(location.over(range(words))),
                        Arrays.stream(ChartRange.values())
                                .map(ChartRange::words)
                                .toArray(String[]::new));
        workloads.setAriaLabel("Traffic to");
        workloads.addValueChangeListener(
                change -> {
                    if (change.isFromClient()) {
                        go(location.to(change.getValue()));
                    }
                });
        workloads.setItemLabelGenerator(name -> name.isEmpty() ? ALL : name);
        body.addClassName("pc-metrics-body");
        getContent().add(new PageHeader("Metrics", tabs).withActions(ranges, workloads), body);
    }

    @Override
    protected void onAttach(AttachEvent event) {
        examine();
    }

    @Override
    public void afterNavigation(AfterNavigationEvent event) {
        location = MetricsLocation.read(event.getLocation().getQueryParameters());
        var workload = location.workloadAmong(guarded);
        var choices = new ArrayList<>(guarded);
        if (!workload.isEmpty() && !choices.contains(workload)) {
            choices.add(workload);
        }
        choices.add("");
        workloads.setItems(choices);
        workloads.setValue(workload);
        ranges.press(location.range().words());
        boolean up = grafana.state() instanceof Grafana.State.Up;
        tabs.show(location, up);
        if (location.tab() == MetricsLocation.Tab.GRAFANA && up) {
            showGrafana(workload);
        } else {
            showOwn(workload, Optional.empty());
        }
    }

    private void showOwn(String workload, Optional<Notice> notice) {
        var charts = new ChartsPart();
        charts.show(location.range().key(), workload);
        var side = new Div(new GrafanaCard(grafana.state()), examined);
        side.addClassName("pc-metrics-side");
        var columns = new Div(charts, side);
        columns.addClassName("pc-metrics");
        body.removeAll();
        notice.ifPresent(body::add);
        body.add(columns);
    }

    private void showGrafana(String workload) {
        body.removeAll();
        body.add(
                new GrafanaPart(
                        grafana.dashboards(),
                        location,
                        workload,
                        reason ->
                                showOwn(
                                        workload,
                                        Optional.of(
                                                Notice.error(
                                                        "Grafana stopped answering: " + reason,
                                                        "These are the console's own charts of the same questions.")))));
    }

    private void examine() {
        examined.examining();
        getUI().ifPresent(
                        ui ->
                                Thread.ofVirtual()
                                        .name("metrics-doctor")
                                        .start(
                                                () -> {
                                                    var diagnosis = doctor.examine();
                                                    ui.access(() -> examined.show(diagnosis));
                                                }));
    }

    private static void go(MetricsLocation target) {
        UI.getCurrent().navigate(MetricsView.class, target.write());
    }

    private static ChartRange range(String words) {
        return Arrays.stream(ChartRange.values())
                .filter(range -> range.words().equals(words))
                .findFirst()
                .orElseThrow();
    }
}
