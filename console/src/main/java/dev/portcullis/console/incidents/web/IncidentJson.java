package dev.portcullis.console.incidents.web;

import dev.portcullis.console.incidents.DenialReason;
import dev.portcullis.console.incidents.Incident;
import dev.portcullis.console.incidents.IncidentState;
import dev.portcullis.console.incidents.Note;
import dev.portcullis.console.incidents.Shape;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An incident on the wire. Counts are attempts (denied SYNs, requests and packets), each counted once.
 *
 * @param drill the drill whose attempts these are; null for everything that is no exercise
 * @param perMinute attempts in the last minute
 */
record IncidentJson(
        long id,
        String source,
        String target,
        DenialReason reason,
        boolean exercise,
        @Nullable String drill,
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
        List<Note> notes) {
    static IncidentJson of(Incident incident) {
        return new IncidentJson(
                incident.id().number(),
                incident.source(),
                incident.target(),
                incident.reason(),
                incident.isExercise(),
                incident.drill().map(Object::toString).orElse(null),
                incident.guarded(),
                incident.state(),
                incident.owner(),
                incident.firstSeen(),
                incident.lastSeen(),
                incident.attempts(),
                incident.sessionPackets(),
                incident.perMinute(),
                incident.shapes(),
                incident.ports(),
                incident.morePorts(),
                incident.pods(),
                incident.addresses(),
                incident.labels(),
                incident.policies(),
                incident.foldedSources(),
                incident.notes());
    }
}
