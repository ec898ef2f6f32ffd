package dev.portcullis.console.drills.ui;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.IntegerField;
import dev.portcullis.console.base.Notice;
import dev.portcullis.console.drills.DrillPlan;
import dev.portcullis.console.drills.DrillRequest;
import java.util.Optional;
import java.util.function.Function;

/** Asks once more before an attack: which plan, how often, and what keeps it harmless. */
class LaunchDrillDialog extends Dialog {
    private final Select<DrillPlan> plan = new Select<>();
    private final IntegerField attempts = new IntegerField("Attempts");
    private final Paragraph description = new Paragraph();
    private final Div safety = new Div();
    private final Div problem = new Div();

    /** @param launch launches it; answers why it was not launched, or nothing */
    LaunchDrillDialog(Function<DrillRequest, Optional<String>> launch) {
        setHeaderTitle("Launch a drill?");
        setWidth("520px");
        plan.setLabel("Attack");
        plan.setItems(DrillPlan.values());
        plan.setItemLabelGenerator(DrillPlan::title);
        plan.setValue(DrillPlan.MYSQL_LOGIN);
        plan.setWidthFull();
        plan.addValueChangeListener(_ -> describe());
        attempts.setMin(1);
        attempts.setMax(DrillRequest.MOST_ATTEMPTS);
        attempts.setStepButtonsVisible(true);
        attempts.setValue(DrillRequest.DEFAULT_ATTEMPTS);
        attempts.setHelperText("1 to " + DrillRequest.MOST_ATTEMPTS);
        safety.addClassName("pc-drill-safety");
        describe();
        add(plan, description, attempts, safety, problem);
        var cancel = new Button("Cancel", _ -> close());
        var confirm = new Button("Launch attack", _ -> confirm(launch));
        confirm.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
        getFooter().add(cancel, confirm);
    }

    private void describe() {
        description.setText(plan.getValue().description());
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
        launch.apply(new DrillRequest(plan.getValue(), count))
                .ifPresentOrElse(
                        why -> problem.add(Notice.error("The drill was not launched", why)),
                        this::close);
    }
}
