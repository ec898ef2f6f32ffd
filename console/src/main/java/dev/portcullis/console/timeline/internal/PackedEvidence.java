package dev.portcullis.console.timeline.internal;

import dev.portcullis.console.audit.AuditLog;
import dev.portcullis.console.audit.AuditQuery;
import dev.portcullis.console.drills.DrillReport;
import dev.portcullis.console.drills.Drills;
import dev.portcullis.console.evidence.EvidencePack;
import dev.portcullis.console.flows.FlowQuery;
import dev.portcullis.console.flows.Flows;
import dev.portcullis.console.incidents.Incident;
import dev.portcullis.console.incidents.IncidentId;
import dev.portcullis.console.incidents.IncidentQuery;
import dev.portcullis.console.incidents.Incidents;
import dev.portcullis.console.timeline.EvidenceExport;
import dev.portcullis.console.timeline.Timeline;
import dev.portcullis.console.timeline.TimelineEvent;
import dev.portcullis.console.timeline.TimelineQuery;
import dev.portcullis.hubble.Flow;
import dev.portcullis.hubble.FlowJson;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Packs from what the console kept. What it no longer has is said in the report. */
final class PackedEvidence implements EvidenceExport {
    private static final int MOST_FLOWS = 50_000;
    private static final int MOST_LINES = 5_000;
    private static final Duration AROUND = Duration.ofMinutes(1);

    private final Timeline timeline;
    private final Incidents incidents;
    private final Drills drills;
    private final Flows flows;
    private final PolicyHistory policies;
    private final AuditLog audit;
    private final Clock clock;

    PackedEvidence(
            Timeline timeline,
            Incidents incidents,
            Drills drills,
            Flows flows,
            PolicyHistory policies,
            AuditLog audit,
            Clock clock) {
        this.timeline = timeline;
        this.incidents = incidents;
        this.drills = drills;
        this.flows = flows;
        this.policies = policies;
        this.audit = audit;
        this.clock = clock;
    }

    @Override
    public Optional<Span> of(IncidentId id) {
        return incidents
                .find(id)
                .map(
                        incident ->
                                new Span(
                                        incident.firstSeen().minus(AROUND),
                                        incident.lastSeen().plus(AROUND),
                                        Optional.of(id)));
    }

    @Override
    public void write(Span span, OutputStream out) throws IOException {
        var chosen = chosen(span);
        var events =
                timeline.between(new TimelineQuery(span.from(), span.to(), Set.of())).reversed();
        var before = policies.at(span.from());
        var after = policies.at(span.to());
        var seen = flows.recent(query(span, chosen)).reversed();
        try (var pack = new EvidencePack(out, about(span), clock.instant())) {
            pack.add("report.md", report(span, chosen, events, before, after, seen.size()));
            pack.addJson("timeline.json", events);
            pack.addJson("incidents.json", chosen);
            pack.addJson(
                    "audit.json",
                    audit.newest(AuditQuery.between(span.from(), span.to()), 0, MOST_LINES));
            pack.addLines("flows.jsonl", seen.stream().map(FlowJson::print));
            for (var incident : chosen) {
                pack.addLines(
                        "incidents/%d-flows.jsonl".formatted(incident.id().number()),
                        incident.evidence().stream());
            }
            add(pack, "policies/before/", before);
            add(pack, "policies/after/", after);
            for (var id :
                    new TreeSet<>(
                            chosen.stream()
                                    .flatMap(i -> i.drill().stream())
                                    .map(Object::toString)
                                    .toList())) {
                var drill = dev.portcullis.console.drills.DrillId.parse(id).flatMap(drills::find);
                if (drill.isPresent()) {
                    pack.add("drills/%s.md".formatted(id), DrillReport.markdown(drill.get()));
                    pack.addJson("drills/%s.json".formatted(id), drill.get());
                }
            }
        }
    }

    private static void add(EvidencePack pack, String folder, Map<String, String> policies)
            throws IOException {
        var number = 0;
        for (var policy : policies.entrySet()) {
            number++;
            var name = policy.getKey().replaceAll("[^A-Za-z0-9.-]+", "_");
            pack.add(
                    "%s%03d-%s.yaml"
                            .formatted(
                                    folder,
                                    number,
                                    name.length() > 120 ? name.substring(0, 120) : name),
                    policy.getValue());
        }
    }

    private List<Incident> chosen(Span span) {
        return span.incident()
                .map(id -> incidents.find(id).stream().toList())
                .orElseGet(
                        () ->
                                incidents.list(IncidentQuery.ALL).stream()
                                        .filter(i -> !i.lastSeen().isBefore(span.from()))
                                        .filter(i -> i.firstSeen().isBefore(span.to()))
                                        .limit(200)
                                        .flatMap(i -> incidents.find(i.id()).stream())
                                        .toList());
    }

    private static FlowQuery query(Span span, List<Incident> chosen) {
        var pods = new TreeSet<String>();
        if (span.incident().isPresent()) {
            chosen.forEach(incident -> pods.addAll(incident.pods()));
        }
        return new FlowQuery(
                Optional.of(span.from()),
                Optional.of(span.to()),
                flow -> pods.isEmpty() || isOf(flow, pods),
                MOST_FLOWS);
    }

    private static boolean isOf(Flow flow, Set<String> pods) {
        return pods.contains(flow.source().pod()) || pods.contains(flow.destination().pod());
    }

    private static String about(Span span) {
        return span.incident()
                .map(id -> "Incident %s, %s to %s".formatted(id, span.from(), span.to()))
                .orElseGet(() -> "%s to %s".formatted(span.from(), span.to()));
    }

    private String report(
            Span span,
            List<Incident> chosen,
            List<TimelineEvent> events,
            Map<String, String> before,
            Map<String, String> after,
            int seen) {
        var text = new StringBuilder("# Evidence: %s\n\n".formatted(about(span)));
        text.append(
                "Made %s by Portcullis. `sha256sum -c SHA256SUMS` checks every file.\n\n"
                        .formatted(clock.instant()));
        text.append("| | |\n|---|---|\n");
        text.append(
                "| Incidents | %d |\n| Events on the timeline | %d |\n"
                        .formatted(chosen.size(), events.size()));
        text.append("| Flows still kept | %d |\n".formatted(seen));
        text.append(
                "| Policies before | %d |\n| Policies after | %d |\n"
                        .formatted(before.size(), after.size()));
        text.append("| Policies that differ | %d |\n".formatted(differing(before, after)));
        var status = flows.status();
        text.append(
                "| Flows known to be lost since the console started | %d |\n\n"
                        .formatted(status.lost()));
        for (var gap : status.missing()) {
            if (gap.to().isAfter(span.from()) && gap.from().isBefore(span.to())) {
                text.append(
                        "- Flows may be missing from %s to %s: %s\n"
                                .formatted(gap.from(), gap.to(), cell(gap.cause())));
            }
        }
        text.append(
                "\nThe console keeps the newest flows only; older ones are in `incidents/` as far as they were kept as evidence.\n\n## Incidents\n\n| # | Source | Target | Reason | Attempts | Exercise |\n|---|---|---|---|---|---|\n");
        for (var incident : chosen) {
            text.append(
                    "| %s | %s | %s | %s | %d | %s |\n"
                            .formatted(
                                    incident.id(),
                                    cell(incident.source()),
                                    cell(incident.target()),
                                    incident.reason().sentence(),
                                    incident.attempts(),
                                    incident.drill().map(Object::toString).orElse("no")));
        }
        text.append("\n## Timeline\n\n| When | Kind | Who | What |\n|---|---|---|---|\n");
        for (var event : events) {
            text.append(
                    "| %s | %s | %s | %s |\n"
                            .formatted(
                                    event.at(),
                                    event.kind().word(),
                                    cell(event.actor()),
                                    cell(
                                            event.title()
                                                    + (event.detail().isEmpty()
                                                            ? ""
                                                            : " – " + event.detail()))));
        }
        return text.toString();
    }

    private static long differing(Map<String, String> before, Map<String, String> after) {
        var names = new TreeSet<>(before.keySet());
        names.addAll(after.keySet());
        return names.stream()
                .filter(name -> !before.getOrDefault(name, "").equals(after.getOrDefault(name, "")))
                .count();
    }

    /** Text that cannot leave its cell. */
    private static String cell(String text) {
        return text.replaceAll("[\\p{Cntrl}]+", " ")
                .replace("\\", "\\\\")
                .replace("|", "\\|")
                .replace("`", "'")
                .replace("<", "&lt;")
                .replace("[", "\\[");
    }
}
