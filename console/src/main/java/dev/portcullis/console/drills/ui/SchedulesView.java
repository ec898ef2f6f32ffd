package dev.portcullis.console.drills.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dependency.CssImport;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.GridVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.IntegerField;
import com.vaadin.flow.component.textfield.TextField;
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
import dev.portcullis.console.drills.DrillPlan;
import dev.portcullis.console.drills.DrillRequest;
import dev.portcullis.console.drills.DrillSchedule;
import dev.portcullis.console.drills.DrillSchedules;
import dev.portcullis.console.drills.DrillSchedules.ScheduleResult;
import jakarta.annotation.security.PermitAll;

/** Drills by the clock: what is due when, what came of it last, and what was missed. */
@Route("drills/schedules")
@PageTitle("Scheduled drills · Portcullis")
@PermitAll
@CssImport("./drills/drills.css")
class SchedulesView extends Composite<Page> {
    private static final String EVERY_NIGHT = "0 0 3 * * *";

    private final DrillSchedules schedules;
    private final CurrentUser user;
    private final Grid<DrillSchedule> grid = new Grid<>();
    private final Select<DrillPlan> plan = new Select<>();
    private final TextField cron = new TextField("When, as cron in UTC");
    private final IntegerField attempts = new IntegerField("Attempts");
    private final Button add = new Button("Add schedule", _ -> add());
    private final Div problem = new Div();

    SchedulesView(DrillSchedules schedules, CurrentUser user) {
        this.schedules = schedules;
        this.user = user;
        var crumbs = new Div(new RouterLink("Drills", DrillsView.class), new Span(" / Schedules"));
        crumbs.addClassName("pc-hint");
        columns();
        grid.setAllRowsVisible(true);
        grid.addThemeVariants(GridVariant.LUMO_NO_BORDER, GridVariant.LUMO_COMPACT);
        grid.setEmptyStateText("No drill is scheduled. Add one, and the walls test themselves.");
        getContent()
                .add(
                        crumbs,
                        new PageHeader("Scheduled drills"),
                        new Card(form(), problem),
                        new Card(grid).flush());
        refresh();
    }

    private Component form() {
        plan.setLabel("Attack");
        plan.setItems(DrillPlan.values());
        plan.setItemLabelGenerator(DrillPlan::title);
        plan.setValue(DrillPlan.MYSQL_LOGIN);
        cron.setValue(EVERY_NIGHT);
        cron.setMaxLength(80);
        cron.setHelperText("Second minute hour day month weekday; at most every 15 minutes");
        attempts.setMin(1);
        attempts.setMax(DrillRequest.MOST_ATTEMPTS);
        attempts.setValue(DrillRequest.DEFAULT_ATTEMPTS);
        attempts.setStepButtonsVisible(true);
        attempts.setHelperText("1 to " + DrillRequest.MOST_ATTEMPTS);
        add.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
        OperatorOnly.mark(add, user.require().mayOperate(), "schedule drills");
        var form = new Div(plan, cron, attempts, add);
        form.addClassName("pc-schedule-form");
        return form;
    }

    private void columns() {
        grid.addColumn(schedule -> schedule.request().plan().title())
                .setHeader("Attack")
                .setFlexGrow(2);
        grid.addColumn(DrillSchedule::cron).setHeader("When, UTC").setFlexGrow(1);
        grid.addColumn(SchedulesView::next).setHeader("Next").setWidth("180px").setFlexGrow(0);
        grid.addComponentColumn(SchedulesView::last).setHeader("Last").setFlexGrow(2);
        grid.addColumn(DrillSchedule::missed).setHeader("Missed").setWidth("90px").setFlexGrow(0);
        grid.addColumn(DrillSchedule::by).setHeader("By").setWidth("120px").setFlexGrow(0);
        grid.addComponentColumn(this::actions).setWidth("210px").setFlexGrow(0);
        PhoneColumn.in(
                grid,
                "Schedule",
                schedule ->
                        new PhoneRow(new Span(schedule.request().plan().title()))
                                .words("%s · by %s".formatted(schedule.cron(), schedule.by()))
                                .words("Next: " + next(schedule))
                                .line(new Span("Last:"), last(schedule))
                                .line(actions(schedule)));
    }

    private static String next(DrillSchedule schedule) {
        return schedule.paused()
                ? "Paused"
                : schedule.nextAt().map(DrillWords::day).orElse("Never");
    }

    private static Component last(DrillSchedule schedule) {
        return schedule.lastDrill()
                .<Component>map(id -> DrillsNavigation.link("Drill " + id, id))
                .orElseGet(
                        () ->
                                new Span(
                                        schedule.lastWords().isEmpty()
                                                ? "–"
                                                : schedule.lastWords()));
    }

    private Component actions(DrillSchedule schedule) {
        var pause =
                new Button(
                        schedule.paused() ? "Resume" : "Pause",
                        _ ->
                                answer(
                                        schedules.pause(
                                                schedule.number(),
                                                !schedule.paused(),
                                                user.require())));
        var delete =
                new Button(
                        "Delete", _ -> answer(schedules.delete(schedule.number(), user.require())));
        var mayOperate = user.require().mayOperate();
        OperatorOnly.mark(pause, mayOperate, "change schedules");
        OperatorOnly.mark(delete, mayOperate, "change schedules");
        return new Span(pause, delete);
    }

    private void add() {
        var count = attempts.getValue();
        if (count == null || count < 1 || count > DrillRequest.MOST_ATTEMPTS) {
            attempts.setInvalid(true);
            attempts.setErrorMessage("A number from 1 to " + DrillRequest.MOST_ATTEMPTS);
            return;
        }
        answer(
                schedules.add(
                        new DrillRequest(plan.getValue(), count),
                        cron.getValue().strip(),
                        user.require()));
    }

    private void answer(ScheduleResult result) {
        problem.removeAll();
        switch (result) {
            case ScheduleResult.Done _ -> {
                // The list says it.
            }
            case ScheduleResult.NotFound() ->
                    problem.add(Notice.error("It is gone", "Somebody deleted it before."));
            case ScheduleResult.Refused(var why) ->
                    problem.add(Notice.error("That was not done", why));
        }
        refresh();
    }

    private void refresh() {
        grid.setItems(schedules.list());
    }
}
