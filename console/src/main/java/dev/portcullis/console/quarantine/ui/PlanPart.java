package dev.portcullis.console.quarantine.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Pre;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import com.vaadin.flow.component.textfield.TextField;
import dev.portcullis.console.base.Card;
import dev.portcullis.console.base.CommandBlock;
import dev.portcullis.console.base.Glyph;
import dev.portcullis.console.base.Notice;
import dev.portcullis.console.base.OperatorOnly;
import dev.portcullis.console.quarantine.QuarantinePlan;
import dev.portcullis.console.quarantine.QuarantineRequest;
import dev.portcullis.console.questions.PreviewPane;
import java.time.Duration;
import java.util.function.Consumer;

/** What would be cut, the policy as it would be, and the button that makes it so. */
class PlanPart extends Composite<Div> {
    /** What somebody asked for. */
    record Wish(String reason, Duration time, boolean confirmsGuarded) {}

    /** How long a quarantine can be made to last here. */
    enum Time {
        ONE_MINUTE("1 min", Duration.ofMinutes(1)),
        QUARTER("15 min", Duration.ofMinutes(15)),
        HOUR("1 h", Duration.ofHours(1)),
        DAY("24 h", Duration.ofHours(24));

        private final String words;
        private final Duration time;

        Time(String words, Duration time) {
            this.words = words;
            this.time = time;
        }
    }

    private final TextField reason = new TextField("Reason, required, goes to the audit log");
    private final RadioButtonGroup<Time> time = new RadioButtonGroup<>();
    private final Checkbox guarded = new Checkbox();
    private final Button confirm = new Button();
    private final QuarantinePlan plan;

    PlanPart(
            QuarantinePlan plan,
            PreviewPane.Question preview,
            boolean mayOperate,
            Consumer<Wish> onConfirm) {
        this.plan = plan;
        reason.setMaxLength(QuarantineRequest.REASON_LENGTH);
        reason.setRequiredIndicatorVisible(true);
        reason.setWidthFull();
        time.setLabel("Release by itself after");
        time.setItems(Time.values());
        time.setItemLabelGenerator(choice -> choice.words);
        time.setValue(Time.QUARTER);
        time.addValueChangeListener(_ -> confirm.setText(confirmText()));
        guarded.setLabel(
                "I mean it: %s is guarded, and would be cut off from everything"
                        .formatted(String.join(", ", plan.guarded())));
        guarded.setVisible(!plan.guarded().isEmpty());
        confirm.setText(confirmText());
        confirm.addThemeVariants(ButtonVariant.LUMO_PRIMARY, ButtonVariant.LUMO_ERROR);
        OperatorOnly.mark(confirm, mayOperate, "quarantine");
        confirm.addClickListener(_ -> confirmed(onConfirm));
        var ask = new Div(reason, time, guarded, confirm);
        ask.addClassName("pc-quarantine-ask");
        var cuts =
                new PreviewPane(
                        () ->
                                Notice.error(
                                        "What it would cut cannot be computed",
                                        "Nothing has changed. Look at the map before you go on."));
        cuts.ask(preview);
        var left = new Div(whom(), new Card("What it would cut", cuts), new Card("Begin", ask));
        left.addClassName("pc-column");
        var right = new Div(object());
        right.addClassName("pc-column");
        getContent().addClassName("pc-quarantine-columns");
        getContent().add(left, right);
    }

    private String confirmText() {
        var chosen = time.getValue();
        return "Quarantine for " + (chosen == null ? Time.QUARTER : chosen).words;
    }

    private void confirmed(Consumer<Wish> onConfirm) {
        var text = reason.getValue().strip();
        if (text.isEmpty()) {
            reason.setInvalid(true);
            reason.setErrorMessage(
                    "Say why, in a few words. Whoever reads the audit log will thank you.");
            reason.focus();
            return;
        }
        if (guarded.isVisible() && !guarded.getValue()) {
            guarded.setInvalid(true);
            guarded.setErrorMessage("Confirm it, or choose another workload.");
            return;
        }
        onConfirm.accept(new Wish(text, time.getValue().time, guarded.getValue()));
    }

    private Component whom() {
        var name = new Span(plan.subject().id());
        name.addClassNames("pc-mono", "pc-strong");
        var title =
                new Div(
                        new Glyph("gate-closed", 20),
                        name,
                        new Span("would neither send nor receive anything."));
        title.addClassName("pc-row");
        var labels = new Div();
        labels.addClassName("pc-incident-marks");
        plan.labels()
                .forEach(
                        (key, value) -> {
                            var label = new Span(key + "=" + value);
                            label.addClassNames("pc-mono", "pc-quarantine-label");
                            labels.add(label);
                        });
        var selects =
                new Span(
                        plan.workloads().isEmpty()
                                ? "It selects no pod that runs now, by"
                                : "It selects pods of %s, by"
                                        .formatted(String.join(", ", plan.workloads())));
        selects.addClassName("pc-muted");
        var card = new Card("Whom", title, selects, labels);
        plan.warnings().forEach(text -> card.add(Notice.error(text, "")));
        card.addClassName("pc-column");
        return card;
    }

    private Component object() {
        var yaml = new Pre(plan.yaml());
        yaml.addClassName("pc-incident-lines");
        yaml.getElement().setAttribute("tabindex", "0").setAttribute("aria-label", "Policy");
        var hint =
                new Span(
                        "Who, why and until when are added as annotations when it is made. Releasing"
                                + " deletes it.");
        hint.addClassName("pc-hint");
        var card =
                new Card(new H2("The policy, whole"), yaml, hint, new CommandBlock(plan.kubectl()));
        card.addClassName("pc-column");
        return card;
    }
}
