package dev.portcullis.console.incidents;

import static java.util.Objects.requireNonNull;

import dev.portcullis.console.drills.DrillId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Denied attempts of one source at one target for one reason; a value.
 *
 * @param id its number
 * @param source the node of the map they came from; {@code namespace/*} or {@code *} where there were too many sources
 *     to tell apart
 * @param target the node they were for; {@code *} where the source is
 * @param reason why they were denied
 * @param drill the drill they belong to; empty for everything that is no exercise
 * @param guarded whether the target is a guarded workload
 * @param state who looks after it
 * @param owner who acknowledged it; empty while nobody has
 * @param firstSeen the first denied packet or request, by the node's clock
 * @param lastSeen the newest
 * @param attempts denied SYNs, requests, and packets of other transports: each counted once
 * @param sessionPackets denied packets of connections that stood before; they are no attempts
 * @param perMinute attempts in the last minute
 * @param shapes what they look like together
 * @param ports the ports they were for, at most {@value #MOST_PORTS}
 * @param morePorts whether there were more
 * @param pods the pods they came from, the newest {@value #MOST_PODS}
 * @param addresses the addresses they came from, likewise
 * @param labels the labels of the newest source's identity, as policies see them
 * @param policies policies that flows named as denying
 * @param foldedSources how many sources were folded in here because there were too many; 0 usually. The same source
 *     may count again after some time
 * @param evidence some flows as Hubble's JSON lines: the first two and the newest eight
 * @param notes the thread, oldest first, at most {@value #MOST_NOTES}
 */
public record Incident(
        IncidentId id,
        String source,
        String target,
        DenialReason reason,
        Optional<DrillId> drill,
        boolean guarded,
        IncidentState state,
        String owner,
        Instant firstSeen,
        Instant lastSeen,
        long attempts,
        long sessionPackets,
        int perMinute,
        List<Shape> shapes,
        List<Integer> ports,
        boolean morePorts,
        List<String> pods,
        List<String> addresses,
        List<String> labels,
        List<String> policies,
        long foldedSources,
        List<String> evidence,
        List<Note> notes) {
    public static final int MOST_PORTS = 64;
    public static final int MOST_PODS = 16;
    public static final int MOST_NOTES = 200;

    public Incident {
        requireNonNull(id, "id is null");
        requireNonNull(source, "source is null");
        requireNonNull(target, "target is null");
        shapes = List.copyOf(shapes);
        ports = List.copyOf(ports);
        pods = List.copyOf(pods);
        addresses = List.copyOf(addresses);
        labels = List.copyOf(labels);
        policies = List.copyOf(policies);
        evidence = List.copyOf(evidence);
        notes = List.copyOf(notes);
    }

    /** Whether these are the attempts of a drill this console ran. */
    public boolean isExercise() {
        return drill.isPresent();
    }

    /** Whether somebody should look at it: it is open, and no exercise. */
    public boolean needsAttention() {
        return state == IncidentState.OPEN && !isExercise();
    }

    /** Whether it stands for sources too many to tell apart. */
    public boolean isFolded() {
        return target.equals("*");
    }
}
