package dev.portcullis.console.metrics.internal;

import dev.portcullis.console.metrics.Diagnosis;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * Compares what the panels need with what is there. A counter with labels only exists once something was counted, so
 * that a missing one proves nothing unless the console itself saw what it counts.
 */
final class Examination {
    /** What is wrong with a metric: labels of it say nothing, or without any, it is not there; and who needs it. */
    private record Trouble(Set<String> labels, Set<String> panels) {
        Trouble() {
            this(new TreeSet<>(), new LinkedHashSet<>());
        }
    }

    private final Inventory inventory;
    private final Predicate<String> mustBeThere;
    private final Predicate<String> canBeTold;

    /**
     * @param mustBeThere whether what that metric counts has happened
     * @param canBeTold whether the source of the inventory would know that metric
     */
    Examination(Inventory inventory, Predicate<String> mustBeThere, Predicate<String> canBeTold) {
        this.inventory = inventory;
        this.mustBeThere = mustBeThere;
        this.canBeTold = canBeTold;
    }

    /** What came of it. */
    record Outcome(
            List<Diagnosis.Finding> findings, int panels, int filled, List<String> unexamined) {}

    Outcome of(List<ShippedPanels.Dashboard> dashboards) {
        Map<String, Trouble> troubles = new LinkedHashMap<>();
        Set<String> unexamined = new LinkedHashSet<>();
        int panels = 0;
        int filled = 0;
        for (var dashboard : dashboards) {
            for (var panel : dashboard.panels()) {
                panels++;
                var name = dashboard.title() + ": " + panel.title();
                boolean told = true;
                boolean whole = true;
                for (var need : needs(panel)) {
                    if (!canBeTold.test(need.metric())) {
                        told = false;
                        continue;
                    }
                    var silent = silent(need);
                    if (!inventory.has(need.metric()) || !silent.isEmpty()) {
                        whole = false;
                        var trouble = troubles.computeIfAbsent(need.metric(), _ -> new Trouble());
                        trouble.labels().addAll(silent);
                        trouble.panels().add(name);
                    }
                }
                if (!told) {
                    unexamined.add(name);
                } else if (whole) {
                    filled++;
                }
            }
        }
        var findings = new ArrayList<Diagnosis.Finding>();
        troubles.forEach((metric, trouble) -> findings.add(finding(metric, trouble)));
        findings.sort(
                Comparator.comparing(Diagnosis.Finding::sureness)
                        .thenComparing(Diagnosis.Finding::title));
        return new Outcome(findings, panels, filled, List.copyOf(unexamined));
    }

    private static List<PromQl.Need> needs(ShippedPanels.Panel panel) {
        return panel.expressions().stream()
                .flatMap(expression -> PromQl.needs(expression).stream())
                .toList();
    }

    /** The labels that no series of the metric says anything under; none if there is no such metric. */
    private Set<String> silent(PromQl.Need need) {
        var silent = new TreeSet<String>();
        if (inventory.has(need.metric())) {
            for (var label : need.labels()) {
                if (!inventory.says(need.metric(), label)) {
                    silent.add(label);
                }
            }
        }
        return silent;
    }

    private Diagnosis.Finding finding(String metric, Trouble trouble) {
        var panels = List.copyOf(trouble.panels());
        if (trouble.labels().isEmpty()) {
            return absent(metric, panels);
        }
        var labels = String.join(", ", trouble.labels());
        boolean context = trouble.labels().stream().allMatch(HubbleOptions::isContext);
        return new Diagnosis.Finding(
                Diagnosis.Sureness.MISSING,
                "%s does not say %s".formatted(metric, labels),
                context
                        ? "Its context options are not set, so its series cannot be told apart by workload."
                        : "Another version of its source may call that label differently.",
                panels,
                context ? HubbleOptions.helm(metric).orElse("") : "");
    }

    private Diagnosis.Finding absent(String metric, List<String> panels) {
        if (metric.startsWith("mysql_")) {
            return new Diagnosis.Finding(
                    Diagnosis.Sureness.MISSING,
                    metric + " is not there",
                    "The database's exporter is not scraped: apply k8s/components/monitoring.",
                    panels,
                    "");
        }
        if (!metric.startsWith("hubble_")) {
            return new Diagnosis.Finding(
                    Diagnosis.Sureness.UNDECIDED,
                    metric + " has not been seen",
                    "Whoever gives it is not scraped, or has not counted anything yet.",
                    panels,
                    "");
        }
        boolean sure = mustBeThere.test(metric);
        return new Diagnosis.Finding(
                sure ? Diagnosis.Sureness.MISSING : Diagnosis.Sureness.UNDECIDED,
                metric + (sure ? " is not there" : " has not been seen"),
                sure
                        ? "The console saw what it counts, so it is not switched on."
                        : "Nothing of what it counts has happened yet, or it is not switched on.",
                panels,
                HubbleOptions.helm(metric).orElse(""));
    }
}
