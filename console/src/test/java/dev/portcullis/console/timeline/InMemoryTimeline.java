package dev.portcullis.console.timeline;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A timeline that a test fills. */
public final class InMemoryTimeline implements Timeline {
    public final List<TimelineEvent> events = new ArrayList<>();
    public final List<TimelineQuery> asked = new ArrayList<>();
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

    /** Puts an event there. */
    public InMemoryTimeline with(Instant at, TimelineKind kind, String title, String path) {
        events.add(new TimelineEvent(at, kind, "operator", title, "Because.", path));
        return this;
    }

    /** Tells every follower that something happened. */
    public void tell() {
        listeners.forEach(Runnable::run);
    }

    @Override
    public List<TimelineEvent> between(TimelineQuery query) {
        asked.add(query);
        return events.stream()
                .filter(query::matches)
                .sorted(Comparator.comparing(TimelineEvent::at).reversed())
                .limit(MOST)
                .toList();
    }

    @Override
    public Registration onChange(Runnable listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }
}
