package dev.portcullis.console.incidents.internal;

import static java.util.Objects.requireNonNull;

import dev.portcullis.console.access.User;
import dev.portcullis.console.incidents.DenialReason;
import dev.portcullis.console.incidents.Incident;
import dev.portcullis.console.incidents.IncidentChange;
import dev.portcullis.console.incidents.IncidentEvent;
import dev.portcullis.console.incidents.IncidentId;
import dev.portcullis.console.incidents.IncidentQuery;
import dev.portcullis.console.incidents.IncidentState;
import dev.portcullis.console.incidents.Note;
import dev.portcullis.console.incidents.Shape;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;

/**
 * All incidents there are, in memory, under one lock. Bounded: sources that nobody but the stream knows can fill a part
 * of it only, so that an attacker who invents sources cannot push a real one out of sight.
 */
final class IncidentBook {
    static final int MOST = 1_000;
    static final int MOST_UNCLOSED = 500;
    static final int MOST_OF_UNKNOWN = 300;
    static final int MOST_PER_NAMESPACE = 100;

    private static final String CONSOLE = User.console().name();

    private final ReentrantLock lock = new ReentrantLock();
    private final Map<Attempt.Key, LiveIncident> byKey = new HashMap<>();
    private final TreeMap<IncidentId, LiveIncident> byId = new TreeMap<>();
    private final Map<String, Integer> unclosedByNamespace = new HashMap<>();
    private final Shapes shapes = new Shapes();
    private final List<IncidentId> forgotten = new ArrayList<>();
    private int unclosed;
    private long lastNumber;

    IncidentBook(Collection<Incident> kept, long lastNumber) {
        this.lastNumber = lastNumber;
        for (var incident : kept) {
            var live = LiveIncident.of(incident);
            byKey.put(live.key, live);
            byId.put(live.id, live);
            this.lastNumber = Math.max(this.lastNumber, live.id.number());
            if (live.state() != IncidentState.CLOSED) {
                count(live, 1);
            }
        }
    }

    /** Folds an attempt in, and answers what turned by it. */
    List<IncidentEvent> add(Attempt attempt, Instant now) {
        lock.lock();
        try {
            return fold(attempt, now);
        } finally {
            lock.unlock();
        }
    }

    private List<IncidentEvent> fold(Attempt attempt, Instant now) {
        var events = new ArrayList<IncidentEvent>();
        var live = byKey.get(attempt.key());
        if (live == null) {
            if (!attempt.asks()) {
                // A session that was cut is no attempt to get in.
                return events;
            }
            live = hasRoomFor(attempt) ? open(attempt.key(), now) : folded(attempt, now);
        }
        var isNew = live.lastSeen().equals(Instant.EPOCH);
        if (live.key.target().equals("*")) {
            live.addFolded(attempt, now);
        } else {
            live.add(attempt, now);
        }
        if (isNew) {
            events.add(new IncidentEvent.Opened(live.show(now), now));
        } else if (live.state() == IncidentState.CLOSED && attempt.asks()) {
            turn(live, IncidentState.OPEN, CONSOLE);
            live.note(new Note(now, CONSOLE, Note.Kind.REOPENED, "There were further attempts."));
            events.add(new IncidentEvent.Reopened(live.show(now), now));
        }
        if (attempt.asks()) {
            shape(live, attempt, now).forEach(events::add);
        }
        return events;
    }

    private List<IncidentEvent> shape(LiveIncident live, Attempt attempt, Instant now) {
        var seen =
                shapes.add(
                        // A drill and an intruder of the same workload are two sources.
                        attempt.source() + attempt.drill().map(id -> "|" + id).orElse(""),
                        attempt.target(),
                        attempt.flow().destination().port(),
                        now.toEpochMilli());
        var events = new ArrayList<IncidentEvent>();
        for (Shape fresh : live.shape(seen)) {
            events.add(new IncidentEvent.Shaped(live.show(now), fresh, now));
        }
        return events;
    }

    private boolean hasRoomFor(Attempt attempt) {
        if (attempt.drill().isPresent()) {
            // Drills are few, and their evidence must not be lost in a flood.
            return true;
        }
        if (attempt.known()) {
            return unclosed < MOST_UNCLOSED;
        }
        return unclosed < MOST_OF_UNKNOWN
                && unclosedByNamespace.getOrDefault(namespace(attempt.source()), 0)
                        < MOST_PER_NAMESPACE;
    }

    private LiveIncident folded(Attempt attempt, Instant now) {
        var namespace = namespace(attempt.source());
        var ofNamespace =
                unclosedByNamespace.getOrDefault(namespace, 0) >= MOST_PER_NAMESPACE
                        && !namespace.isEmpty();
        var key =
                new Attempt.Key(
                        ofNamespace ? namespace + "/*" : "*",
                        "*",
                        attempt.reason(),
                        Optional.empty());
        var live = byKey.get(key);
        return live == null ? open(key, now) : live;
    }

    private LiveIncident open(Attempt.Key key, Instant now) {
        var live = new LiveIncident(new IncidentId(++lastNumber), key);
        live.note(new Note(now, CONSOLE, Note.Kind.OPENED, sentence(key)));
        byKey.put(key, live);
        byId.put(live.id, live);
        count(live, 1);
        if (byId.size() > MOST) {
            byId.values().stream()
                    .filter(old -> old.state() == IncidentState.CLOSED)
                    .min(Comparator.comparing(LiveIncident::lastSeen))
                    .ifPresent(this::forget);
        }
        return live;
    }

    private static String sentence(Attempt.Key key) {
        if (key.target().equals("*")) {
            return "There are too many sources to tell them apart.";
        }
        return key.drill()
                .map(id -> "It belongs to drill %s, which this console ran.".formatted(id))
                .orElse("");
    }

    private void forget(LiveIncident old) {
        byKey.remove(old.key);
        byId.remove(old.id);
        forgotten.add(old.id);
    }

    private void turn(LiveIncident live, IncidentState wanted, String by) {
        var before = live.state();
        live.turn(wanted, by);
        if (before == IncidentState.CLOSED && wanted != IncidentState.CLOSED) {
            count(live, 1);
        } else if (before != IncidentState.CLOSED && wanted == IncidentState.CLOSED) {
            count(live, -1);
        }
    }

    private void count(LiveIncident live, int one) {
        unclosed += one;
        unclosedByNamespace.merge(
                namespace(live.key.source()),
                one,
                (before, change) -> before + change == 0 ? null : before + change);
    }

    private static String namespace(String node) {
        int slash = node.indexOf('/');
        return slash < 0 ? "" : node.substring(0, slash);
    }

    /** What came of a change: the incident, what turned by it, or why not. */
    sealed interface Turned {
        record Done(Incident incident, Optional<IncidentEvent> event) implements Turned {}

        record Gone() implements Turned {}

        record Refused(String why) implements Turned {}
    }

    /** Whether it could be done now, without doing it. */
    Optional<Turned> refusal(IncidentChange change) {
        lock.lock();
        try {
            var live = byId.get(change.id());
            if (live == null) {
                return Optional.of(new Turned.Gone());
            }
            if (!live.hasRoomForNote()) {
                return Optional.of(
                        new Turned.Refused(
                                "The thread of %s is full; it has %d lines."
                                        .formatted(change.id(), Incident.MOST_NOTES)));
            }
            return already(live, change).map(Turned.Refused::new);
        } finally {
            lock.unlock();
        }
    }

    private static Optional<String> already(LiveIncident live, IncidentChange change) {
        return switch (change.kind()) {
            case ACKNOWLEDGE ->
                    live.state() == IncidentState.OPEN
                            ? Optional.empty()
                            : Optional.of("%s is %s.".formatted(live.id, live.state().word()));
            case CLOSE ->
                    live.state() != IncidentState.CLOSED
                            ? Optional.empty()
                            : Optional.of("%s is closed already.".formatted(live.id));
            case REOPEN ->
                    live.state() != IncidentState.OPEN
                            ? Optional.empty()
                            : Optional.of("%s is open already.".formatted(live.id));
            case COMMENT -> Optional.empty();
        };
    }

    Turned apply(IncidentChange change, Instant now) {
        lock.lock();
        try {
            var refused = refusal(change);
            if (refused.isPresent()) {
                return refused.get();
            }
            var live = requireNonNull(byId.get(change.id()), "refused above");
            var by = change.user().name();
            return switch (change.kind()) {
                case ACKNOWLEDGE -> {
                    turn(live, IncidentState.ACKNOWLEDGED, by);
                    live.note(new Note(now, by, Note.Kind.ACKNOWLEDGED, change.text()));
                    var shown = live.show(now);
                    yield done(shown, new IncidentEvent.Acknowledged(shown, now));
                }
                case CLOSE -> {
                    turn(live, IncidentState.CLOSED, by);
                    live.note(new Note(now, by, Note.Kind.CLOSED, change.text()));
                    var shown = live.show(now);
                    yield done(shown, new IncidentEvent.Closed(shown, now));
                }
                case REOPEN -> {
                    turn(live, IncidentState.OPEN, by);
                    live.note(new Note(now, by, Note.Kind.REOPENED, change.text()));
                    var shown = live.show(now);
                    yield done(shown, new IncidentEvent.Reopened(shown, now));
                }
                case COMMENT -> {
                    live.note(new Note(now, by, Note.Kind.COMMENT, change.text()));
                    yield new Turned.Done(live.show(now), Optional.empty());
                }
            };
        } finally {
            lock.unlock();
        }
    }

    private static Turned done(Incident incident, IncidentEvent event) {
        return new Turned.Done(incident, Optional.of(event));
    }

    List<Incident> list(IncidentQuery query, Instant now) {
        lock.lock();
        try {
            return byId.values().stream()
                    .sorted(Comparator.comparing(LiveIncident::lastSeen).reversed())
                    .map(live -> live.showBriefly(now))
                    .filter(query::matches)
                    .toList();
        } finally {
            lock.unlock();
        }
    }

    Optional<Incident> find(IncidentId id, Instant now) {
        lock.lock();
        try {
            return Optional.ofNullable(byId.get(id)).map(live -> live.show(now));
        } finally {
            lock.unlock();
        }
    }

    /** Open ones that are no exercise. */
    int needingAttention() {
        lock.lock();
        try {
            return (int)
                    byId.values().stream()
                            .filter(live -> live.state() == IncidentState.OPEN)
                            .filter(live -> live.key.drill().isEmpty())
                            .count();
        } finally {
            lock.unlock();
        }
    }

    /** How many there are, by state and reason, for metrics. */
    int count(IncidentState state, DenialReason reason, boolean exercises) {
        lock.lock();
        try {
            return (int)
                    byId.values().stream()
                            .filter(live -> live.state() == state)
                            .filter(live -> live.key.reason() == reason)
                            .filter(live -> live.key.drill().isPresent() == exercises)
                            .count();
        } finally {
            lock.unlock();
        }
    }

    /** What must be written: changed since the last call, at most so many; the rest comes next time. */
    List<Incident> drainUnsaved(int most, Instant now) {
        lock.lock();
        try {
            var unsaved = byId.values().stream().filter(live -> live.unsaved).limit(most).toList();
            unsaved.forEach(live -> live.unsaved = false);
            return unsaved.stream().map(live -> live.show(now)).toList();
        } finally {
            lock.unlock();
        }
    }

    /** Writing failed: to be tried again. */
    void unsaved(Collection<Incident> incidents) {
        lock.lock();
        try {
            incidents.forEach(
                    incident ->
                            Optional.ofNullable(byId.get(incident.id()))
                                    .ifPresent(live -> live.unsaved = true));
        } finally {
            lock.unlock();
        }
    }

    /** What is to be removed from the store since the last call. */
    List<IncidentId> drainForgotten() {
        lock.lock();
        try {
            var gone = List.copyOf(forgotten);
            forgotten.clear();
            return gone;
        } finally {
            lock.unlock();
        }
    }
}
