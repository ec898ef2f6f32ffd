package dev.portcullis.console.drills.ui;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dependency.CssImport;
import com.vaadin.flow.component.grid.ColumnTextAlign;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.GridVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.notification.Notification;
import com.vaadin.flow.router.Menu;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouterLink;
import dev.portcullis.console.access.CurrentUser;
import dev.portcullis.console.base.Card;
import dev.portcullis.console.base.Notice;
import dev.portcullis.console.base.OperatorOnly;
import dev.portcullis.console.base.Page;
import dev.portcullis.console.base.PageHeader;
import dev.portcullis.console.base.PhoneColumn;
import dev.portcullis.console.base.PhoneRow;
import dev.portcullis.console.drills.CleanUpResult;
import dev.portcullis.console.drills.Drill;
import dev.portcullis.console.drills.DrillPlan;
import dev.portcullis.console.drills.DrillRequest;
import dev.portcullis.console.drills.Drills;
import dev.portcullis.console.drills.LaunchResult;
import jakarta.annotation.security.PermitAll;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** All drills, and the button that launches one. */
@Route("drills")
@PageTitle("Drills · Portcullis")
@Menu(title = "Drills", order = 40, icon = "drills")
@PermitAll
@CssImport("./drills/drills.css")
class DrillsView extends Composite<Page> {
    private static final int SHOWN = 50;

    private final Drills drills;
    private final CurrentUser user;
    private final Grid<Drill> grid = new Grid<>();
    private final Map<DrillPlan, PlanTile> tiles = new EnumMap<>(DrillPlan.class);
    private final Button launch = new Button("Launch drill", _ -> ask(DrillPlan.MYSQL_LOGIN));
    private final Button stopAll = new Button("Stop all", _ -> stopAll());

    DrillsView(Drills drills, CurrentUser user) {
        this.drills = drills;
        this.user = user;
        launch.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
        columns();
        grid.setAllRowsVisible(true);
        grid.addThemeVariants(GridVariant.LUMO_NO_BORDER, GridVariant.LUMO_COMPACT);
        grid.setEmptyStateText(
                "No drill was launched yet. Launch one to see whether the walls hold.");
        var schedules = new RouterLink("Schedules", SchedulesView.class);
        schedules.addClassName("pc-drill-download");
        getContent().add(new PageHeader("Drills").withActions(schedules, stopAll, launch));
        drills.unavailable()
                .ifPresent(why -> getContent().add(Notice.error("Drills are off", why)));
        getContent().add(plans(), new Card("Drills so far", grid).flush());
        permit();
        refresh();
    }

    /** What cannot be done stays visible, with the reason. */
    private void permit() {
        var mayOperate = user.require().mayOperate();
        var reason =
                mayOperate ? drills.unavailable().orElse("") : OperatorOnly.why("launch drills");
        launch.setEnabled(reason.isEmpty());
        launch.setTooltipText(reason);
        tiles.values().forEach(tile -> tile.permit(reason));
        OperatorOnly.mark(stopAll, mayOperate, "stop drills");
        if (mayOperate) {
            stopAll.setTooltipText("Stops every drill and removes whatever any has left");
        }
    }

    private void columns() {
        grid.addComponentColumn(drill -> DrillsNavigation.link(drill.id().text(), drill.id()))
                .setHeader("Drill")
                .setWidth("100px")
                .setFlexGrow(0);
        grid.addComponentColumn(DrillWords::badge)
                .setHeader("Verdict")
                .setWidth("130px")
                .setFlexGrow(0);
        grid.addColumn(drill -> drill.plan().title())
                .setHeader("Attack")
                .setTooltipGenerator(Drill::why)
                .setFlexGrow(2);
        grid.addColumn(Drill::target)
                .setHeader("Target")
                .setTooltipGenerator(Drill::target)
                .setWidth("140px")
                .setFlexGrow(1);
        grid.addColumn(DrillsView::attempts).setHeader("Attempts").setWidth("200px").setFlexGrow(0);
        grid.addColumn(drill -> DrillWords.millis(drill.firstDropMs()))
                .setHeader("First drop")
                .setTextAlign(ColumnTextAlign.END)
                .setWidth("95px")
                .setFlexGrow(0);
        grid.addColumn(drill -> DrillWords.percent(drill.control().successRate()))
                .setHeader("Legitimate")
                .setTextAlign(ColumnTextAlign.END)
                .setWidth("95px")
                .setFlexGrow(0);
        grid.addColumn(Drill::by).setHeader("By").setWidth("100px").setFlexGrow(0);
        grid.addColumn(drill -> DrillWords.day(drill.createdAt()))
                .setHeader("Launched")
                .setWidth("160px")
                .setFlexGrow(0);
        PhoneColumn.in(
                grid,
                "Drill",
                drill ->
                        new PhoneRow(
                                        DrillsNavigation.link(drill.id().text(), drill.id()),
                                        DrillWords.badge(drill))
                                .words(drill.plan().title() + " on " + drill.target())
                                .words(attempts(drill))
                                .words(DrillWords.day(drill.createdAt()) + " · " + drill.by()));
    }

    private static String attempts(Drill drill) {
        return "%d denied, %d through of %d"
                .formatted(drill.denied(), drill.gotThrough(), drill.planned());
    }

    private Div plans() {
        var plans = new Div();
        plans.addClassName("pc-plans");
        for (var plan : DrillPlan.values()) {
            var tile = new PlanTile(plan, this::ask);
            tiles.put(plan, tile);
            plans.add(tile);
        }
        return plans;
    }

    private void ask(DrillPlan plan) {
        new LaunchDrillDialog(plan, this::launch).open();
    }

    private Optional<String> launch(DrillRequest request) {
        return switch (drills.launch(request, user.require())) {
            case LaunchResult.Launched(var drill) -> {
                getUI().ifPresent(ui -> DrillsNavigation.toDetails(ui, drill.id()));
                yield Optional.empty();
            }
            case LaunchResult.Busy(var why) -> Optional.of(why);
            case LaunchResult.Refused(var why) -> Optional.of(why);
        };
    }

    private void stopAll() {
        var words =
                switch (drills.cleanUpAll(user.require())) {
                    case CleanUpResult.Asked(var count) ->
                            count == 0
                                    ? "No drill runs, and none has left anything"
                                    : count == 1
                                            ? "1 drill is being removed"
                                            : count + " drills are being removed";
                    case CleanUpResult.NotFound() -> "No drill runs";
                    case CleanUpResult.Refused(var why) -> why;
                };
        Notification.show(words);
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
    }

    private void refresh() {
        var all = drills.newest();
        grid.setItems(all.stream().limit(SHOWN).toList());
        tiles.forEach(
                (plan, tile) ->
                        tile.show(all.stream().filter(drill -> drill.plan() == plan).findFirst()));
    }
}
