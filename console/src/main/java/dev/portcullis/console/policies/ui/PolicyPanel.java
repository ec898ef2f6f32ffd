package dev.portcullis.console.policies.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Pre;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.tabs.Tab;
import com.vaadin.flow.component.tabs.Tabs;
import dev.portcullis.console.audit.AuditLog;
import dev.portcullis.console.audit.AuditQuery;
import dev.portcullis.console.base.Badge;
import dev.portcullis.console.base.Card;
import dev.portcullis.console.base.CommandBlock;
import dev.portcullis.console.base.Glyph;
import dev.portcullis.console.base.Notice;
import dev.portcullis.console.base.Tone;
import dev.portcullis.console.policies.GateState;
import dev.portcullis.console.policies.Owner;
import dev.portcullis.console.policies.Policies;
import dev.portcullis.console.policies.PolicyAuthoring;
import dev.portcullis.console.policies.PolicyAuthoring.TextProblem;
import dev.portcullis.console.policies.PolicyEntry;
import dev.portcullis.console.policies.RulesInWords;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** Everything about the chosen policy. */
class PolicyPanel extends Composite<Card> {
    /** What the panel can show of it. */
    enum Part {
        RULES("Rules"),
        YAML("YAML"),
        FINDINGS("Findings"),
        HISTORY("History");

        private final String word;

        Part(String word) {
            this.word = word;
        }

        static Part of(String key) {
            for (var part : values()) {
                if (part.key().equals(key)) {
                    return part;
                }
            }
            return RULES;
        }

        String key() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private final Policies policies;
    private final PolicyAuthoring authoring;
    private final AuditLog audit;
    private final BiConsumer<PolicyEntry, Boolean> toggle;
    private final boolean mayOperate;
    private final Div title = new Div();
    private final Tabs tabs = new Tabs();
    private final Tab findingsTab = new Tab();
    private final Div body = new Div();
    private String shown = "";

    PolicyPanel(
            Policies policies,
            PolicyAuthoring authoring,
            AuditLog audit,
            boolean mayOperate,
            Consumer<Part> onPart,
            BiConsumer<PolicyEntry, Boolean> toggle) {
        this.policies = policies;
        this.authoring = authoring;
        this.audit = audit;
        this.mayOperate = mayOperate;
        this.toggle = toggle;
        title.addClassName("pc-policy-title");
        body.addClassName("pc-policy-panel");
        for (var part : Part.values()) {
            tabs.add(part == Part.FINDINGS ? findingsTab : new Tab(part.word));
        }
        tabs.addSelectedChangeListener(
                change -> {
                    if (change.isFromClient()) {
                        onPart.accept(Part.values()[tabs.getSelectedIndex()]);
                    }
                });
        getContent().flush();
        getContent().add(title, tabs, body);
        showNothing();
    }

    /** No policy is chosen. */
    void showNothing() {
        shown = "";
        title.removeAll();
        tabs.setVisible(false);
        body.removeAll();
        body.getStyle().set("padding-top", "20px");
        body.add(
                Notice.empty(
                        "No policy is chosen", "Choose one to see its rules and its history."));
    }

    /** Shows a policy as it is now. */
    void show(PolicyEntry entry, Part part, Instant now) {
        var next =
                String.join(
                        "|",
                        part.key(),
                        entry.id().toString(),
                        entry.state().word(),
                        Boolean.toString(entry.busy()),
                        entry.resourceVersion(),
                        entry.enforcement().proven().toString(),
                        entry.enforcement().accepted().toString(),
                        Integer.toString(entry.problems().size()));
        if (next.equals(shown)) {
            // What somebody reads, selects or scrolls here must not be replaced by itself.
            return;
        }
        shown = next;
        title.removeAll();
        var name = new H2(PoliciesNavigation.link(entry.id().name(), entry.id()));
        var line = new Span(subtitle(entry));
        line.addClassName("pc-policy-second");
        title.add(new Div(name, line));
        if (entry.owner() != Owner.NOBODY) {
            title.add(
                    new Badge(
                            Tone.OUTLINE,
                            PolicyRow.ownerGlyph(entry.owner()),
                            entry.owner().word()));
        }
        var findings = authoring.problems(entry.yaml());
        findingsTab.setLabel(
                findings.isEmpty()
                        ? Part.FINDINGS.word
                        : Part.FINDINGS.word + " " + findings.size());
        tabs.setVisible(true);
        tabs.setSelectedIndex(part.ordinal());
        body.getStyle().set("padding-top", "16px");
        body.removeAll();
        if (PolicyState.isInterrupted(entry)) {
            body.add(interrupted(entry));
        }
        switch (part) {
            case RULES -> rules(entry, now);
            case YAML -> {
                var edit =
                        PoliciesNavigation.link(
                                mayOperate ? "Edit this policy" : "Open this policy", entry.id());
                body.add(edit, new Pre(entry.yaml()));
            }
            case FINDINGS -> findings(findings);
            case HISTORY -> history(entry);
        }
    }

    private static String subtitle(PolicyEntry entry) {
        var where =
                entry.id().namespace().isEmpty()
                        ? entry.id().kind().word()
                        : entry.id().kind().word() + " in " + entry.id().namespace();
        return entry.resourceVersion().isEmpty()
                ? where + ", parked"
                : where + ", version " + entry.resourceVersion();
    }

    private Component interrupted(PolicyEntry entry) {
        var words = PolicyState.of(entry, Instant.EPOCH);
        var parking = entry.state() == GateState.PARKING;
        var finish =
                new Button(
                        parking ? "Turn off" : "Finish turning on",
                        _ -> toggle.accept(entry, !parking));
        var back =
                new Button(
                        parking ? "Keep on" : "Turn off again", _ -> toggle.accept(entry, parking));
        finish.setEnabled(mayOperate);
        back.setEnabled(mayOperate);
        var both = new Div(finish, back);
        both.addClassName("pc-row");
        return Notice.error(words.first(), "Nothing is lost: " + words.second() + ".")
                .withAction(both);
    }

    private void rules(PolicyEntry entry, Instant now) {
        if (!entry.description().isEmpty()) {
            body.add(section("What it is for", new Paragraph(entry.description())));
        }
        entry.policy()
                .ifPresent(
                        policy ->
                                body.add(section("Rules diagram", new RuleDiagram(entry, policy))));
        var words = new Div();
        words.addClassName("pc-column");
        entry.policy()
                .map(RulesInWords::of)
                .orElse(List.of("Portcullis cannot read this policy; see the findings."))
                .forEach(sentence -> words.add(new Paragraph(sentence)));
        body.add(section("In words", words));
        body.add(section("Selected endpoints", selected(entry)));
        body.add(section("Last change", change(entry, now)));
        var on = entry.state() == GateState.OFF;
        body.add(
                new CommandBlock(
                        on
                                ? "kubectl equivalent of turning it on"
                                : "kubectl equivalent of turning it off",
                        policies.kubectl(entry.id(), on)));
    }

    private static Component selected(PolicyEntry entry) {
        var selected = new Div();
        selected.addClassName("pc-column");
        entry.selects()
                .forEach(
                        workload -> {
                            var name = new Span(workload);
                            name.addClassName("pc-mono");
                            selected.add(name);
                        });
        var hits = entry.hits();
        selected.add(
                new Span(
                        entry.selects().isEmpty()
                                ? "It selects no workload."
                                : PolicyTexts.plural(entry.pods(), "endpoint")
                                        + ". In the last hour it allowed %,d and denied %,d events."
                                                .formatted(hits.allowedSum(), hits.deniedSum())));
        return selected;
    }

    private static Component change(PolicyEntry entry, Instant now) {
        var steps = new Div();
        steps.addClassName("pc-steps");
        var e = entry.enforcement();
        e.asked().ifPresent(at -> step(steps, "Asked", PolicyTexts.ago(at, now)));
        e.applied()
                .ifPresent(
                        at ->
                                step(
                                        steps,
                                        "In the cluster",
                                        after(e.asked().orElse(at), at) + " after it was asked"));
        e.accepted()
                .ifPresent(
                        at ->
                                step(
                                        steps,
                                        "Called valid",
                                        after(e.asked().orElse(at), at) + " after it was asked"));
        e.timeToProof()
                .ifPresentOrElse(
                        time ->
                                step(
                                        steps,
                                        "Proven",
                                        "%d ms after the cluster had it: %s"
                                                .formatted(time.toMillis(), e.proof())),
                        () ->
                                step(
                                        steps,
                                        "Proven",
                                        e.lastProof()
                                                .map(
                                                        at ->
                                                                PolicyTexts.ago(at, now)
                                                                        + ": "
                                                                        + e.proof())
                                                .orElse("not observed")));
        return steps;
    }

    private static String after(Instant start, Instant end) {
        return Math.max(0, java.time.Duration.between(start, end).toMillis()) + " ms";
    }

    private static void step(Div steps, String name, String text) {
        var label = new Span(name);
        label.addClassName("pc-muted");
        steps.add(label, new Span(text));
    }

    private void findings(List<TextProblem> findings) {
        if (findings.isEmpty()) {
            body.add(
                    Notice.empty(
                            "No findings",
                            "The engine reads every part of this policy and has nothing to say."));
        }
        for (var finding : findings) {
            var where =
                    new Div(
                            finding.path().isEmpty()
                                    ? "line " + finding.line()
                                    : finding.path() + ", line " + finding.line());
            where.addClassNames("pc-mono", "pc-muted");
            var what = new Div(finding.message());
            what.addClassName("pc-strong");
            var row =
                    new Div(
                            new Glyph(finding.severity().equals("note") ? "info" : "warning", 16),
                            new Div(what, where, new Div(finding.mend())));
            row.addClassName("pc-finding");
            row.getElement().setAttribute("data-severity", finding.severity());
            body.add(row);
        }
    }

    private void history(PolicyEntry entry) {
        var lines = audit.newest(new AuditQuery(entry.id().toString()), 0, 30);
        if (lines.isEmpty()) {
            body.add(
                    Notice.empty(
                            "Nobody has moved this gate here", "Moves are kept in the audit log."));
        }
        for (var line : lines) {
            var what =
                    new Div(
                            "%s %s %s"
                                    .formatted(
                                            PolicyTexts.clock(line.at()),
                                            line.action(),
                                            line.outcome().word()));
            what.addClassName("pc-strong");
            var why = line.reason().isEmpty() ? line.detail() : line.reason();
            var finding =
                    new Div(
                            new Glyph("audit", 16),
                            new Div(what, new Div("by " + line.actor() + ": " + why)));
            finding.addClassName("pc-finding");
            body.add(finding);
        }
    }

    private static Component section(String heading, Component content) {
        var section = new Div(new H2(heading), content);
        section.addClassName("pc-section");
        return section;
    }
}
