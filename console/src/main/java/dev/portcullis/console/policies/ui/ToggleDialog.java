package dev.portcullis.console.policies.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.details.Details;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import com.vaadin.flow.component.textfield.TextField;
import dev.portcullis.console.base.CommandBlock;
import dev.portcullis.console.base.Glyph;
import dev.portcullis.console.base.Notice;
import dev.portcullis.console.policies.PolicyEntry;
import dev.portcullis.console.policies.ToggleRequest;
import dev.portcullis.console.questions.PreviewPane;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Asks before a gate moves: shows what changes, takes the reason, and when it shall move back by itself. */
class ToggleDialog extends Dialog {
    /** After what time a policy turns on again. */
    enum Return {
        FIVE_MINUTES("after 5 min", "for 5 min", Duration.ofMinutes(5)),
        QUARTER("after 15 min", "for 15 min", Duration.ofMinutes(15)),
        HOUR("after 1 h", "for 1 h", Duration.ofHours(1)),
        NEVER("never", "", Duration.ZERO);

        private final String word;
        private final String button;
        private final Duration time;

        Return(String word, String button, Duration time) {
            this.word = word;
            this.button = button;
            this.time = time;
        }

        Optional<Duration> after() {
            return this == NEVER ? Optional.empty() : Optional.of(time);
        }
    }

    /** What to do when it is confirmed. */
    interface Confirmed {
        void move(String reason, Optional<Duration> restoreAfter);
    }

    private final TextField reason = new TextField();
    private final RadioButtonGroup<Return> back = new RadioButtonGroup<>();
    private final Button confirm = new Button();
    private final boolean on;

    ToggleDialog(
            PolicyEntry entry,
            boolean on,
            PreviewPane.Question preview,
            String kubectl,
            Instant now,
            Confirmed action) {
        this.on = on;
        var verb = on ? "Turn on " : "Turn off ";
        setHeaderTitle("");
        getElement().setAttribute("aria-label", verb + entry.id().display());
        var content = new Div(head(verb, entry), pane(preview));
        content.addClassName("pc-policy-dialog");
        if (!entry.owner().warning().isEmpty()) {
            content.add(Notice.error(entry.owner().warning(), ""));
        }
        reason.setLabel("Reason, required, goes to the audit log");
        reason.setMaxLength(ToggleRequest.REASON_LENGTH);
        reason.setRequiredIndicatorVisible(true);
        reason.setWidthFull();
        reason.setAutofocus(true);
        content.add(reason);
        if (!on) {
            back.setLabel("Turn back on by itself");
            back.setItems(Return.values());
            back.setItemLabelGenerator(choice -> label(choice, now));
            back.setValue(Return.QUARTER);
            back.addValueChangeListener(_ -> confirm.setText(confirmText()));
            content.add(back);
        }
        content.add(new Details("kubectl equivalent", new CommandBlock(kubectl)));
        add(content);
        confirm.setText(confirmText());
        confirm.addThemeVariants(on ? ButtonVariant.LUMO_PRIMARY : ButtonVariant.LUMO_ERROR);
        confirm.addClickListener(_ -> confirmed(action));
        getFooter().add(new Button(on ? "Keep off" : "Keep on", _ -> close()), confirm);
    }

    /** Computed while the dialog is open already: in an emergency nobody waits for it. */
    private static Component pane(PreviewPane.Question question) {
        var pane =
                new PreviewPane(
                        () ->
                                Notice.error(
                                        "There is no preview of this policy",
                                        "It may be gone by now."));
        pane.ask(question);
        return pane;
    }

    private void confirmed(Confirmed action) {
        var text = reason.getValue().strip();
        if (text.isEmpty()) {
            reason.setInvalid(true);
            reason.setErrorMessage(
                    "Say why, in a few words. Whoever reads the audit log will thank you.");
            reason.focus();
            return;
        }
        close();
        action.move(text, on ? Optional.empty() : back.getValue().after());
    }

    private String confirmText() {
        if (on) {
            return "Turn on";
        }
        var choice = back.getValue();
        return choice == null || choice == Return.NEVER ? "Turn off" : "Turn off " + choice.button;
    }

    private static String label(Return choice, Instant now) {
        return choice.after()
                .map(time -> choice.word + ", at " + PolicyTexts.clock(now.plus(time)))
                .orElse(choice.word);
    }

    private static Component head(String verb, PolicyEntry entry) {
        var name = new Span(entry.id().name());
        name.addClassName("pc-mono");
        var title = new H2(new Span(verb), name, new Span("?"));
        var subject =
                entry.selects().isEmpty()
                        ? "It selects no workload."
                        : "It is about %s.".formatted(String.join(", ", entry.selects()));
        var second = new Span(subject);
        second.addClassName("pc-muted");
        var head =
                new Div(
                        new Glyph(verb.startsWith("Turn on") ? "gate-closed" : "gate-open", 24),
                        new Div(title, second));
        head.addClassName("pc-dialog-head");
        return head;
    }
}
