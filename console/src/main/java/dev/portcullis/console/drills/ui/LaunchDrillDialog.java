package dev.portcullis.console.drills.ui;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.IntegerField;
import dev.portcullis.console.base.Notice;
import dev.portcullis.console.drills.DrillPlan;
import dev.portcullis.console.drills.DrillRequest;
import dev.portcullis.console.drills.Placement;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Asks once more before an attack: which plan, how often, and what it touches, and what keeps it harmless. */
class LaunchDrillDialog extends Dialog {
    private final Select<DrillPlan> plan = new Select<>();
    private final IntegerField attempts = new IntegerField("Attempts");
    private final Paragraph description = new Paragraph();
    private final Select<Placement> placement = new Select<>();
    private final Div expected = new Div();
    private final Div radius = new Div();
    private final Div safety = new Div();
    private final Div problem = new Div();

    /**
     * @param chosen the plan to begin with
     * @param launch launches it; answers why it was not launched, or nothing
     */
    LaunchDrillDialog(DrillPlan chosen, Function<DrillRequest, Optional<String>> launch) {
        setHeaderTitle("Launch a drill?");
        setWidth("520px");
        plan.setLabel("Attack");
        plan.setItems(DrillPlan.values());
        plan.setItemLabelGenerator(DrillPlan::title);
        plan.setValue(chosen);
        placement.setLabel("From");
        placement.setItemLabelGenerator(Placement::title);
        placement.setWidthFull();
        plan.setWidthFull();
        plan.addValueChangeListener(_ -> describe());
        attempts.setMin(1);
        attempts.setMax(DrillRequest.MOST_ATTEMPTS);
        attempts.setStepButtonsVisible(true);
        attempts.setValue(DrillRequest.DEFAULT_ATTEMPTS);
        attempts.setHelperText("1 to " + DrillRequest.MOST_ATTEMPTS);
        for (var lines : List.of(expected, radius, safety)) {
            lines.addClassName("pc-drill-safety");
        }
        describe();
        add(
                plan,
                description,
                placement,
                attempts,
                new H3("Expected"),
                expected,
                new H3("Blast radius"),
                radius,
                new H3("Safety"),
                safety,
                problem);
        var cancel = new Button("Cancel", _ -> close());
        var confirm = new Button("Launch attack", _ -> confirm(launch));
        confirm.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
        getFooter().add(cancel, confirm);
    }

    private void describe() {
        description.setText(plan.getValue().description());
        placement.setItems(plan.getValue().placements());
        placement.setValue(plan.getValue().placements().getFirst());
        placement.setReadOnly(plan.getValue().placements().size() == 1);
        expected.removeAll();
        expected.add(
                SafetyLine.of("gate-closed", plan.getValue().expectedGuarded()),
                SafetyLine.of("gate-open", plan.getValue().expectedOpen()));
        radius.removeAll();
        plan.getValue().blastRadius().forEach(line -> radius.add(SafetyLine.of("drills", line)));
        safety.removeAll();
        plan.getValue().safety().forEach(line -> safety.add(SafetyLine.of(line)));
        SafetyLine.always().forEach(line -> safety.add(SafetyLine.of(line)));
    }

    private void confirm(Function<DrillRequest, Optional<String>> launch) {
        problem.removeAll();
        var count = attempts.getValue();
        if (count == null || count < 1 || count > DrillRequest.MOST_ATTEMPTS) {
            attempts.setInvalid(true);
            attempts.setErrorMessage("A number from 1 to " + DrillRequest.MOST_ATTEMPTS);
            return;
        }
        launch.apply(
                        new DrillRequest(
                                plan.getValue(),
                                count,
                                DrillRequest.DEFAULT_INTERVAL,
                                placement.getValue()))
                .ifPresentOrElse(
                        why -> problem.add(Notice.error("The drill was not launched", why)),
                        this::close);
    }
}
