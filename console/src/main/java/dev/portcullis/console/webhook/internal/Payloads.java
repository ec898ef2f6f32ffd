package dev.portcullis.console.webhook.internal;

import dev.portcullis.console.incidents.Incident;
import dev.portcullis.console.incidents.IncidentEvent;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** What is sent: small, without evidence, and with the way to read more. */
final class Payloads {
    private static final JsonMapper JSON = JsonMapper.shared();

    private Payloads() {}

    private record Body(UUID delivery, String event, Instant at, @Nullable About incident) {}

    private record About(
            long id,
            String path,
            String source,
            String target,
            String reason,
            boolean exercise,
            @Nullable String drill,
            boolean guarded,
            String state,
            long attempts,
            Instant firstSeen,
            Instant lastSeen,
            List<Integer> ports,
            List<String> shapes) {
        static About of(Incident incident) {
            return new About(
                    incident.id().number(),
                    "/incidents/" + incident.id().number(),
                    incident.source(),
                    incident.target(),
                    incident.reason().word(),
                    incident.isExercise(),
                    incident.drill().map(Object::toString).orElse(null),
                    incident.guarded(),
                    incident.state().word(),
                    incident.attempts(),
                    incident.firstSeen(),
                    incident.lastSeen(),
                    incident.ports(),
                    incident.shapes().stream().map(shape -> shape.word()).toList());
        }
    }

    /** The word for a turn. */
    static String event(IncidentEvent event) {
        return switch (event) {
            case IncidentEvent.Opened _ -> "incident.opened";
            case IncidentEvent.Reopened _ -> "incident.reopened";
            case IncidentEvent.Shaped _ -> "incident.shaped";
            case IncidentEvent.Acknowledged _ -> "incident.acknowledged";
            case IncidentEvent.Closed _ -> "incident.closed";
        };
    }

    static String body(UUID id, IncidentEvent event) {
        return JSON.writeValueAsString(
                new Body(id, event(event), event.at(), About.of(event.incident())));
    }

    static String test(UUID id, Instant at, String by) {
        return JSON.writeValueAsString(new Body(id, "test by " + by, at, null));
    }
}
