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
import org.jspecify.annotations.Nullable;

/**
 * Compares what the panels need with what is there. A counter with labels only exists once something was counted, so
 * that a missing one proves nothing unless the console itself saw what it counts.
 */
final class Examination {
    /** Something wrong with a metric: it is not there, or labels of it say nothing. */
    private record Trouble(String metric, Set<String> labels) {}

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
        Map<Trouble, Set<String>> troubles = new LinkedHashMap<>();
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
                    var trouble = trouble(need);
                    if (trouble != null) {
                        whole = false;
                        troubles.computeIfAbsent(trouble, _ -> new LinkedHashSet<>()).add(name);
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
        troubles.forEach((trouble, names) -> findings.add(finding(trouble, List.copyOf(names))));
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

    private @Nullable Trouble trouble(PromQl.Need need) {
        if (!inventory.has(need.metric())) {
            return new Trouble(need.metric(), Set.of());
        }
        var silent = new TreeSet<String>();
        for (var label : need.labels()) {
            if (!inventory.says(need.metric(), label)) {
                silent.add(label);
            }
        }
        return silent.isEmpty() ? null : new Trouble(need.metric(), silent);
    }

    private Diagnosis.Finding finding(Trouble trouble, List<String> panels) {
        var metric = trouble.metric();
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
