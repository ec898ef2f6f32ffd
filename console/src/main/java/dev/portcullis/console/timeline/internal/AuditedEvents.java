package dev.portcullis.console.timeline.internal;

import dev.portcullis.console.audit.AuditEntry;
import dev.portcullis.console.audit.AuditLog;
import dev.portcullis.console.audit.AuditQuery;
import dev.portcullis.console.audit.Outcome;
import dev.portcullis.console.timeline.TimelineEvent;
import dev.portcullis.console.timeline.TimelineKind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** What the audit log says happened, one event for each action; a drill's start and its verdict are two. */
final class AuditedEvents {
    private static final Pattern NUMBER = Pattern.compile("Incident #([0-9]+)");
    private static final Pattern DRILL = Pattern.compile("drill-([0-9a-z]{8})");

    private final AuditLog audit;

    AuditedEvents(AuditLog audit) {
        this.audit = audit;
    }

    List<TimelineEvent> between(Instant from, Instant to, int limit) {
        var lines = audit.newest(AuditQuery.between(from, to), 0, 2 * limit);
        var outcomes = new HashMap<Long, AuditEntry>();
        for (var line : lines) {
            if (line.about() != line.seq()) {
                outcomes.putIfAbsent(line.about(), line);
            }
        }
        var events = new ArrayList<TimelineEvent>();
        for (var line : lines) {
            if (line.about() == line.seq()) {
                events.add(started(line, Optional.ofNullable(outcomes.get(line.seq()))));
            } else if (line.action().equals("drill.start")) {
                events.add(ended(line));
            }
        }
        return events;
    }

    private static TimelineEvent started(AuditEntry line, Optional<AuditEntry> outcome) {
        var kind = kind(line.action());
        var said = new ArrayList<String>();
        if (!line.reason().isEmpty()) {
            said.add(line.reason());
        }
        if (!line.detail().isEmpty()) {
            said.add(line.detail());
        }
        if (kind != TimelineKind.DRILL) {
            outcome.filter(end -> end.outcome() != Outcome.DONE)
                    .ifPresent(
                            end ->
                                    said.add(
                                            "%s: %s"
                                                    .formatted(
                                                            end.outcome().word(), end.detail())));
        }
        return new TimelineEvent(
                line.at(), kind, line.actor(), title(line), String.join(" · ", said), path(line));
    }

    private static TimelineEvent ended(AuditEntry line) {
        return new TimelineEvent(
                line.at(),
                TimelineKind.DRILL,
                "portcullis",
                "Drill ended: " + line.object(),
                line.detail(),
                path(line));
    }

    private static TimelineKind kind(String action) {
        int dot = action.indexOf('.');
        return switch (dot < 0 ? action : action.substring(0, dot)) {
            case "policy" -> TimelineKind.POLICY;
            case "drill" -> TimelineKind.DRILL;
            case "quarantine" -> TimelineKind.QUARANTINE;
            case "incident" -> TimelineKind.INCIDENT;
            case "sign-in" -> TimelineKind.SIGN_IN;
            default -> TimelineKind.OTHER;
        };
    }

    private static String title(AuditEntry line) {
        var what =
                switch (line.action()) {
                    case "policy.off" -> "Turned off";
                    case "policy.on" -> "Turned on";
                    case "policy.apply" -> "Applied";
                    case "drill.start" -> "Drill launched:";
                    case "quarantine.begin" -> "Quarantined";
                    case "quarantine.release" -> "Released";
                    case "incident.acknowledge" -> "Acknowledged";
                    case "incident.close" -> "Closed";
                    case "incident.reopen" -> "Opened again";
                    case "incident.comment" -> "Commented on";
                    case "sign-in" -> "Signed in:";
                    default -> line.action();
                };
        return what + " " + line.object();
    }

    private static String path(AuditEntry line) {
        var number = NUMBER.matcher(line.object());
        if (number.find()) {
            return "incidents/" + number.group(1);
        }
        var drill = DRILL.matcher(line.object());
        if (drill.find()) {
            return "drills/" + drill.group(1);
        }
        return switch (kind(line.action())) {
            case POLICY -> "policies";
            case QUARANTINE -> "incidents/quarantine";
            default -> "audit";
        };
    }
}
