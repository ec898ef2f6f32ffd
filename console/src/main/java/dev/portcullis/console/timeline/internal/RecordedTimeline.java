package dev.portcullis.console.timeline.internal;

import dev.portcullis.console.audit.AuditLog;
import dev.portcullis.console.incidents.IncidentEvent;
import dev.portcullis.console.timeline.Timeline;
import dev.portcullis.console.timeline.TimelineEvent;
import dev.portcullis.console.timeline.TimelineKind;
import dev.portcullis.console.timeline.TimelineQuery;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/** The audit log and what was observed, in one order. */
final class RecordedTimeline implements Timeline {
    private static final Logger LOG = LoggerFactory.getLogger(RecordedTimeline.class);
    private static final String CONSOLE = "portcullis";

    private final TimelineStore store;
    private final AuditedEvents audited;
    private final AuditLog audit;
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

    RecordedTimeline(TimelineStore store, AuditLog audit) {
        this.store = store;
        this.audit = audit;
        this.audited = new AuditedEvents(audit);
    }

    @Override
    public List<TimelineEvent> between(TimelineQuery query) {
        return Stream.concat(
                        store.between(query.from(), query.to(), query.kinds(), MOST).stream(),
                        audited.between(query.from(), query.to(), MOST).stream())
                .filter(query::matches)
                .sorted(Comparator.comparing(TimelineEvent::at).reversed())
                .limit(MOST)
                .toList();
    }

    /** Writes down what an incident went through by itself; what people did is in the audit log. */
    void add(IncidentEvent event) {
        var incident = event.incident();
        var path = "incidents/" + incident.id().number();
        var edge = "%s → %s".formatted(incident.source(), incident.target());
        var mark = incident.isExercise() ? "An exercise. " : "";
        var detail = mark + incident.reason().sentence() + ".";
        switch (event) {
            case IncidentEvent.Opened opened -> {
                add(
                        new TimelineEvent(
                                incident.firstSeen(),
                                TimelineKind.FIRST_DROP,
                                "",
                                "First denied attempt: " + edge,
                                detail,
                                path));
                add(
                        of(
                                opened.at(),
                                "Incident %s opened: %s".formatted(incident.id(), edge),
                                detail,
                                path));
            }
            case IncidentEvent.Shaped shaped ->
                    add(
                            of(
                                    shaped.at(),
                                    "%s: %s".formatted(shaped.shape().words(), edge),
                                    detail,
                                    path));
            case IncidentEvent.Reopened reopened ->
                    add(
                            of(
                                    reopened.at(),
                                    "Incident %s is open again: %s".formatted(incident.id(), edge),
                                    detail,
                                    path));
            case IncidentEvent.Acknowledged _, IncidentEvent.Closed _ -> {}
        }
    }

    private static TimelineEvent of(Instant at, String title, String detail, String path) {
        return new TimelineEvent(at, TimelineKind.INCIDENT, CONSOLE, title, detail, path);
    }

    /** Writes down what was observed. */
    void add(TimelineEvent event) {
        try {
            store.add(event);
        } catch (DataAccessException e) {
            LOG.warn(
                    "{} is missing on the timeline, because it cannot be written", event.kind(), e);
        }
        listeners.forEach(Runnable::run);
    }

    @Override
    public Registration onChange(Runnable listener) {
        listeners.add(listener);
        var following = audit.onEntry(listener);
        return () -> {
            listeners.remove(listener);
            following.close();
        };
    }
}
