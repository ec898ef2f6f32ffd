package dev.portcullis.console.incidents.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Span;
import dev.portcullis.console.base.Badge;
import dev.portcullis.console.base.Tone;
import dev.portcullis.console.incidents.Incident;
import dev.portcullis.console.incidents.Note;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.stream.Collectors;

/** Incidents in words and badges, the same on every page. */
final class IncidentWords {
    private static final DateTimeFormatter CLOCK =
            DateTimeFormatter.ofPattern("HH:mm").withZone(ZoneId.systemDefault());
    private static final DateTimeFormatter EXACT =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss").withZone(ZoneId.systemDefault());

    private IncidentWords() {}

    /** {@code 3 s ago} under an hour, then {@code 14:02}, then the day. */
    static String ago(Instant then, Instant now) {
        var time = Duration.between(then, now);
        if (time.compareTo(Duration.ofMinutes(1)) < 0) {
            return Math.max(0, time.toSeconds()) + " s ago";
        }
        if (time.compareTo(Duration.ofHours(1)) < 0) {
            return time.toMinutes() + " min ago";
        }
        return time.compareTo(Duration.ofHours(20)) < 0 ? CLOCK.format(then) : EXACT.format(then);
    }

    static String exact(Instant at) {
        return EXACT.format(at);
    }

    static Component state(Incident incident) {
        return switch (incident.state()) {
            case OPEN -> new Badge(Tone.UNDECIDED, "incidents", "Open");
            case ACKNOWLEDGED -> new Badge(Tone.NEUTRAL, "check", "Acknowledged");
            case CLOSED -> new Badge(Tone.OUTLINE, "Closed");
        };
    }

    /** Whether it is an exercise, and what the attempts look like. */
    static Component marks(Incident incident) {
        var marks = new Span();
        marks.addClassName("pc-incident-marks");
        if (incident.isExercise()) {
            marks.add(new Badge(Tone.INK, "drills", "Exercise"));
        }
        for (var shape : incident.shapes()) {
            marks.add(new Badge(Tone.DENIED, "denied", shape.words()));
        }
        if (incident.isFolded()) {
            marks.add(new Badge(Tone.LOST, "lost", "Many sources"));
        }
        return marks;
    }

    /** {@code 3306} or {@code 22, 80, 443 and more}. */
    static String ports(Incident incident) {
        var shown =
                incident.ports().stream()
                        .filter(port -> port > 0)
                        .limit(6)
                        .map(Object::toString)
                        .collect(Collectors.joining(", "));
        var more = incident.ports().size() > 6 || incident.morePorts();
        return shown.isEmpty() ? "–" : more ? shown + " and more" : shown;
    }

    static String source(Incident incident) {
        return name(incident.source());
    }

    static String target(Incident incident) {
        return incident.isFolded() ? "several targets" : name(incident.target());
    }

    private static String name(String node) {
        if (node.equals("*")) {
            return "many sources";
        }
        if (node.endsWith("/*")) {
            return "many sources in " + node.substring(0, node.length() - 2);
        }
        return node.startsWith("reserved:") ? node.substring("reserved:".length()) : node;
    }

    static String verb(Note note) {
        return switch (note.kind()) {
            case OPENED -> "opened it";
            case REOPENED -> "opened it again";
            case ACKNOWLEDGED -> "acknowledged it";
            case CLOSED -> "closed it";
            case COMMENT -> "wrote";
        };
    }

    static String plural(long number, String word) {
        return number + " " + word + (number == 1 ? "" : "s");
    }

    static Span mono(String text) {
        var span = new Span(text);
        span.addClassNames("pc-mono", "pc-ellipsis");
        span.setTitle(text);
        return span;
    }
}
