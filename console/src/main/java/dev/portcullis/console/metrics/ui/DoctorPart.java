package dev.portcullis.console.metrics.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.details.Details;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.Span;
import dev.portcullis.console.base.Badge;
import dev.portcullis.console.base.Card;
import dev.portcullis.console.base.CommandBlock;
import dev.portcullis.console.base.Glyph;
import dev.portcullis.console.base.Notice;
import dev.portcullis.console.base.Skeleton;
import dev.portcullis.console.base.Tone;
import dev.portcullis.console.metrics.Diagnosis;
import java.util.List;
import java.util.stream.Collectors;

/** The metrics doctor: which panels will be empty, and what to set. */
class DoctorPart extends Composite<Card> {
    private static final int PANELS_NAMED = 3;

    private final Div head = new Div();
    private final Div body = new Div();

    DoctorPart(Runnable onCheck) {
        var again = new Button("Check again", _ -> onCheck.run());
        head.addClassName("pc-doctor-head");
        body.addClassName("pc-column");
        getContent().add(head, body, again);
        getContent().getElement().setAttribute("aria-label", "Metrics doctor");
        examining();
    }

    /** While the answer is on its way. */
    void examining() {
        head(List.of());
        body.removeAll();
        body.add(new Skeleton(4));
    }

    void show(Diagnosis diagnosis) {
        body.removeAll();
        switch (diagnosis) {
            case Diagnosis.NotConfigured() -> {
                head(List.of());
                body.add(
                        Notice.empty(
                                "No figures to examine",
                                "Set PORTCULLIS_METRICS_URL to Hubble's metrics, or PORTCULLIS_METRICS_PROMETHEUS to a Prometheus."));
            }
            case Diagnosis.Unreachable(var why) -> {
                head(List.of());
                body.add(
                        Notice.error(
                                "The figures could not be had",
                                why + ". What they would be is not known."));
            }
            case Diagnosis.Examined examined -> show(examined);
        }
    }

    private void show(Diagnosis.Examined examined) {
        head(List.of(badge(examined.findings().size())));
        examined.findings().forEach(finding -> body.add(finding(finding)));
        var facts = new Div();
        facts.addClassName("pc-doctor-facts");
        facts.add(fact(true, "Figures are given", examined.source()));
        facts.add(
                fact(
                        examined.filled() == examined.panels(),
                        "Panels with all they need",
                        "%d of %d".formatted(examined.filled(), examined.panels())));
        if (!examined.unexamined().isEmpty()) {
            facts.add(
                    fact(
                            false,
                            "Panels only a Prometheus can tell of",
                            Integer.toString(examined.unexamined().size())));
        }
        body.add(facts, existing(examined.metrics()));
    }

    private void head(List<Component> beside) {
        head.removeAll();
        head.add(new H2("Metrics doctor"));
        head.add(beside);
    }

    private static Badge badge(int findings) {
        return findings == 0
                ? new Badge(Tone.ALLOWED, "check", "All there")
                : new Badge(
                        Tone.UNDECIDED,
                        "warning",
                        findings == 1 ? "1 finding" : findings + " findings");
    }

    private static Div finding(Diagnosis.Finding finding) {
        boolean missing = finding.sureness() == Diagnosis.Sureness.MISSING;
        var title = new H3(finding.title());
        title.addComponentAsFirst(new Glyph(missing ? "warning" : "info", 16));
        var shown = new Div(title, new Span(finding.text()), empty(finding.panels(), missing));
        shown.addClassName("pc-doctor-finding");
        shown.getElement().setAttribute("data-severity", missing ? "missing" : "undecided");
        if (!finding.remedy().isEmpty()) {
            shown.add(new CommandBlock("Helm value", finding.remedy()));
        }
        return shown;
    }

    private static Span empty(List<String> panels, boolean missing) {
        var named = panels.stream().limit(PANELS_NAMED).collect(Collectors.joining(" · "));
        var more =
                panels.size() > PANELS_NAMED
                        ? " and %d more".formatted(panels.size() - PANELS_NAMED)
                        : "";
        var text = new Span((missing ? "Empty: " : "Perhaps empty: ") + named + more);
        text.addClassName("pc-hint");
        text.setTitle(String.join("\n", panels));
        return text;
    }

    private static Div fact(boolean good, String what, String value) {
        var line = new Div(new Glyph(good ? "check" : "info", 16), new Span(what), new Span(value));
        line.getElement().setAttribute("data-ok", Boolean.toString(good));
        return line;
    }

    private static Details existing(List<Diagnosis.Metric> metrics) {
        var list = new Div();
        list.addClassName("pc-column");
        for (var metric : metrics) {
            var name = new Span(metric.name());
            name.addClassNames("pc-mono", "pc-strong");
            var labels =
                    new Span(
                            "%d series. %s"
                                    .formatted(
                                            metric.series(),
                                            metric.labels().stream()
                                                    .map(DoctorPart::words)
                                                    .collect(Collectors.joining(", "))));
            labels.addClassName("pc-hint");
            var line = new Div(name, labels);
            line.addClassName("pc-doctor-metric");
            list.add(line);
        }
        return new Details("Hubble metrics that exist: " + metrics.size(), list);
    }

    private static String words(Diagnosis.Label label) {
        return label.context().isEmpty()
                ? "%s (%d)".formatted(label.name(), label.values())
                : "%s: %s (%d)".formatted(label.name(), label.context(), label.values());
    }
}
