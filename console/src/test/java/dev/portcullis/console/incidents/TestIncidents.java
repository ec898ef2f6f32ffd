package dev.portcullis.console.incidents;

import dev.portcullis.console.drills.DrillId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Incidents as a reader meets them. */
public final class TestIncidents {
    public static final Instant START = Instant.parse("2026-11-22T12:00:00Z");

    private TestIncidents() {}

    /** Somebody unknown, after the database. */
    public static Incident intruder(long id) {
        return of(id, "shop/curious", Optional.empty(), IncidentState.OPEN, List.of());
    }

    /** A drill of ours. */
    public static Incident exercise(long id, DrillId drill) {
        return of(id, "drills/intruder", Optional.of(drill), IncidentState.OPEN, List.of());
    }

    public static Incident of(
            long id,
            String source,
            Optional<DrillId> drill,
            IncidentState state,
            List<Note> notes) {
        return new Incident(
                new IncidentId(id),
                source,
                "users/mysql",
                DenialReason.NO_RULE_AT_TARGET,
                drill,
                true,
                state,
                state == IncidentState.ACKNOWLEDGED ? "operator" : "",
                START,
                START.plusSeconds(30),
                24,
                0,
                12,
                List.of(Shape.PORT_SCAN),
                List.of(3306),
                false,
                List.of(source.substring(source.indexOf('/') + 1) + "-0"),
                List.of("10.244.0.9"),
                List.of("k8s:app=curious"),
                List.of(),
                0,
                List.of("{\"flow\":{\"verdict\":\"DROPPED\"}}"),
                notes);
    }
}
