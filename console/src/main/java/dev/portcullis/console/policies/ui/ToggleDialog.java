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
import dev.portcullis.console.base.Badge;
import dev.portcullis.console.base.CommandBlock;
import dev.portcullis.console.base.Figure;
import dev.portcullis.console.base.Glyph;
import dev.portcullis.console.base.Notice;
import dev.portcullis.console.base.Tone;
import dev.portcullis.console.policies.PolicyEntry;
import dev.portcullis.console.policies.Preview;
import dev.portcullis.console.policies.Preview.Change;
import dev.portcullis.console.policies.Preview.EdgeChange;
import dev.portcullis.console.policies.ToggleRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Asks before a gate moves: shows what changes, takes the reason, and when it shall move back by itself. */
class ToggleDialog extends Dialog {
    private static final int MOST_EDGES = 6;

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
            Preview preview,
            String kubectl,
            Instant now,
            Confirmed action) {
        this.on = on;
        var verb = on ? "Turn on " : "Turn off ";
        setHeaderTitle("");
        getElement().setAttribute("aria-label", verb + entry.id().display());
        var content = new Div(head(verb, entry), figures(preview), changes(preview));
        content.addClassName("pc-policy-dialog");
        preview.warnings().forEach(text -> content.add(Notice.error(text, "")));
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

    private static Component figures(Preview preview) {
        var figures =
                new Div(
                        new Figure(
                                Tone.UNDECIDED,
                                Long.toString(preview.count(Change.OPENS)),
                                "edges would open"),
                        new Figure(
                                Tone.NEUTRAL,
                                Long.toString(preview.count(Change.BREAKS)),
                                "would break"),
                        new Figure(
                                Tone.NEUTRAL,
                                Long.toString(preview.cut()),
                                "with traffic now would be cut"));
        figures.addClassName("pc-dialog-figures");
        return figures;
    }

    private static Component changes(Preview preview) {
        var basis = new Span(preview.basis());
        basis.addClassName("pc-hint");
        var heading = new Div(new H2("What changes"), basis);
        heading.addClassName("pc-column");
        var list = new Div();
        list.addClassName("pc-changes");
        preview.edges().stream().limit(MOST_EDGES).forEach(edge -> list.add(change(edge)));
        var more = preview.edges().size() - MOST_EDGES;
        if (more > 0) {
            var rest = new Div("and %d more".formatted(more));
            rest.addClassName("pc-change");
            list.add(rest);
        }
        if (preview.edges().isEmpty()) {
            var none = new Div("No edge changes its verdict.");
            none.addClassName("pc-change");
            none.getStyle().set("grid-template-columns", "1fr");
            list.add(none);
        }
        var section = new Div(heading, list);
        section.addClassName("pc-section");
        return section;
    }

    private static Component change(EdgeChange edge) {
        var opens = edge.change() == Change.OPENS;
        var badge =
                opens
                        ? new Badge(Tone.UNDECIDED, "gate-open", "Opens")
                        : new Badge(Tone.NEUTRAL, "gate-closed", "Breaks");
        var name = new Span("%s → %s:%d".formatted(edge.from(), edge.to(), edge.port()));
        name.addClassNames("pc-policy-name", "pc-ellipsis");
        name.getStyle().set("display", "block");
        name.setTitle(name.getText());
        var seen =
                new Span(
                        edge.events() == 0
                                ? "possible, not observed"
                                : PolicyTexts.plural(edge.events(), "event")
                                        + (edge.live() ? ", traffic now" : ""));
        seen.addClassName("pc-policy-second");
        var then =
                opens
                        ? new Div(verdict("denied"), new Span("then"), verdict("allowed"))
                        : new Div(verdict("allowed"), new Span("then"), verdict("denied"));
        then.addClassName("pc-then");
        var row = new Div(badge, new Div(name, seen), then);
        row.addClassName("pc-change");
        return row;
    }

    private static Component verdict(String word) {
        var verdict =
                new Span(
                        new Glyph(word, 14),
                        new Span(Character.toUpperCase(word.charAt(0)) + word.substring(1)));
        verdict.addClassName("pc-" + word);
        return verdict;
    }
}
