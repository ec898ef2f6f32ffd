package dev.portcullis.console.incidents.internal;

import dev.portcullis.console.incidents.Incident;
import dev.portcullis.console.incidents.IncidentId;
import dev.portcullis.console.incidents.IncidentState;
import dev.portcullis.console.incidents.Note;
import dev.portcullis.console.incidents.Shape;
import dev.portcullis.hubble.Flow;
import dev.portcullis.hubble.FlowJson;
import dev.portcullis.hubble.PolicyRef;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.SequencedSet;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** An incident while it lives: everything in it is bounded. Guarded by the book's lock. */
final class LiveIncident {
    private static final int FIRST_FLOWS = 2;
    private static final int NEWEST_FLOWS = 8;
    private static final int LONGEST_FLOW = 4_096;
    private static final int MOST_LABELS = 64;
    private static final int MOST_POLICIES = 16;
    private static final int MOST_FOLDED = 256;

    final IncidentId id;
    final Attempt.Key key;
    private boolean guarded;
    private IncidentState state = IncidentState.OPEN;
    private String owner = "";
    private @Nullable Instant firstSeen;
    private @Nullable Instant lastSeen;
    private long attempts;
    private long sessionPackets;
    private final MinuteRate rate = new MinuteRate();
    private final EnumSet<Shape> shapes = EnumSet.noneOf(Shape.class);
    private final TreeSet<Integer> ports = new TreeSet<>();
    private boolean morePorts;
    private final LinkedHashSet<String> pods = new LinkedHashSet<>();
    private final LinkedHashSet<String> addresses = new LinkedHashSet<>();
    private List<String> labels = List.of();
    private final TreeSet<String> policies = new TreeSet<>();
    private final LinkedHashSet<Integer> lastFolded = new LinkedHashSet<>();
    private long foldedSources;
    private final List<Flow> firstFlows = new ArrayList<>();
    private final ArrayDeque<Flow> newestFlows = new ArrayDeque<>();
    private List<String> earlierEvidence = List.of();
    private final List<Note> notes = new ArrayList<>();

    /** Changed since it was last written to the store. */
    boolean unsaved = true;

    LiveIncident(IncidentId id, Attempt.Key key) {
        this.id = id;
        this.key = key;
    }

    /** As it was when the console ended. */
    static LiveIncident of(Incident kept) {
        var live =
                new LiveIncident(
                        kept.id(),
                        new Attempt.Key(kept.source(), kept.target(), kept.reason(), kept.drill()));
        live.guarded = kept.guarded();
        live.state = kept.state();
        live.owner = kept.owner();
        live.firstSeen = kept.firstSeen();
        live.lastSeen = kept.lastSeen();
        live.attempts = kept.attempts();
        live.sessionPackets = kept.sessionPackets();
        live.shapes.addAll(kept.shapes());
        live.ports.addAll(kept.ports());
        live.morePorts = kept.morePorts();
        live.pods.addAll(kept.pods());
        live.addresses.addAll(kept.addresses());
        live.labels = kept.labels();
        live.policies.addAll(kept.policies());
        live.foldedSources = kept.foldedSources();
        live.earlierEvidence = kept.evidence();
        live.notes.addAll(kept.notes());
        live.unsaved = false;
        return live;
    }

    IncidentState state() {
        return state;
    }

    Instant lastSeen() {
        return Objects.requireNonNullElse(lastSeen, Instant.EPOCH);
    }

    /** Takes an attempt in. */
    void add(Attempt attempt, Instant now) {
        var flow = attempt.flow();
        guarded |= attempt.guarded();
        if (firstSeen == null || flow.time().isBefore(firstSeen)) {
            firstSeen = flow.time();
        }
        if (lastSeen == null || flow.time().isAfter(lastSeen)) {
            lastSeen = flow.time();
        }
        if (attempt.asks()) {
            attempts++;
            rate.add(now.getEpochSecond());
        } else {
            sessionPackets++;
        }
        var port = flow.destination().port();
        if (ports.size() < Incident.MOST_PORTS) {
            ports.add(port);
        } else {
            morePorts |= !ports.contains(port);
        }
        newest(pods, flow.source().pod());
        newest(addresses, flow.source().ip());
        labels = flow.source().labels().stream().limit(MOST_LABELS).toList();
        flow.deniedBy().stream()
                .limit(MOST_POLICIES - (long) policies.size())
                .map(LiveIncident::name)
                .forEach(policies::add);
        keep(flow);
        unsaved = true;
    }

    /** Takes in an attempt of one of the many that are not told apart. */
    void addFolded(Attempt attempt, Instant now) {
        add(attempt, now);
        var source = attempt.source().hashCode();
        if (lastFolded.add(source)) {
            foldedSources++;
            if (lastFolded.size() > MOST_FOLDED) {
                lastFolded.removeFirst();
            }
        }
    }

    /** The shapes it has from now on and had not before. */
    List<Shape> shape(Set<Shape> seen) {
        var fresh = seen.stream().filter(shapes::add).toList();
        unsaved |= !fresh.isEmpty();
        return fresh;
    }

    void turn(IncidentState wanted, String by) {
        state = wanted;
        owner =
                switch (wanted) {
                    case OPEN -> "";
                    case ACKNOWLEDGED -> by;
                    case CLOSED -> owner;
                };
        unsaved = true;
    }

    boolean hasRoomForNote() {
        return notes.size() < Incident.MOST_NOTES;
    }

    void note(Note note) {
        if (notes.size() >= Incident.MOST_NOTES) {
            // What people wrote stays; of the console's own lines the oldest goes.
            var own =
                    notes.stream()
                            .filter(old -> old.kind() == Note.Kind.REOPENED)
                            .findFirst()
                            .orElse(notes.getFirst());
            notes.remove(own);
        }
        notes.add(note);
        unsaved = true;
    }

    /** All of it. */
    Incident show(Instant now) {
        return show(now, evidence());
    }

    /** Without the evidence, for lists. */
    Incident showBriefly(Instant now) {
        return show(now, List.of());
    }

    private Incident show(Instant now, List<String> evidence) {
        return new Incident(
                id,
                key.source(),
                key.target(),
                key.reason(),
                key.drill(),
                guarded,
                state,
                owner,
                Objects.requireNonNullElse(firstSeen, now),
                Objects.requireNonNullElse(lastSeen, now),
                attempts,
                sessionPackets,
                rate.at(now.getEpochSecond()),
                List.copyOf(shapes),
                List.copyOf(ports),
                morePorts,
                List.copyOf(pods),
                List.copyOf(addresses),
                labels,
                List.copyOf(policies),
                foldedSources,
                evidence,
                notes);
    }

    private void keep(Flow flow) {
        if (firstFlows.size() < FIRST_FLOWS && earlierEvidence.isEmpty()) {
            firstFlows.add(flow);
            return;
        }
        newestFlows.addLast(flow);
        if (newestFlows.size() > NEWEST_FLOWS) {
            newestFlows.removeFirst();
        }
    }

    private List<String> evidence() {
        var lines = new ArrayList<String>();
        var room = FIRST_FLOWS + NEWEST_FLOWS - firstFlows.size() - newestFlows.size();
        earlierEvidence.stream().limit(room).forEach(lines::add);
        firstFlows.forEach(flow -> print(flow, lines));
        newestFlows.forEach(flow -> print(flow, lines));
        return lines;
    }

    private static void print(Flow flow, List<String> lines) {
        var line = FlowJson.print(flow);
        if (line.length() <= LONGEST_FLOW) {
            lines.add(line);
        }
    }

    private static void newest(SequencedSet<String> names, String name) {
        if (!name.isEmpty()) {
            names.addLast(name);
            if (names.size() > Incident.MOST_PODS) {
                names.removeFirst();
            }
        }
    }

    private static String name(PolicyRef policy) {
        return policy.namespace().isEmpty()
                ? policy.name()
                : policy.namespace() + "/" + policy.name();
    }
}
