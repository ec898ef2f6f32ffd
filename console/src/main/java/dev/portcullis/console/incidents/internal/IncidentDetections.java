package dev.portcullis.console.incidents.internal;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.portcullis.console.drills.Detections;
import dev.portcullis.console.drills.DrillId;
import dev.portcullis.console.incidents.IncidentEvent;
import dev.portcullis.console.incidents.Incidents;
import java.util.Optional;

/** The first incident that each drill led to, of the newest thousand drills. */
final class IncidentDetections implements Detections, AutoCloseable {
    private static final int REMEMBERED = 1_000;

    private final Cache<DrillId, Detection> first =
            Caffeine.newBuilder().maximumSize(REMEMBERED).build();
    private final Incidents.Registration following;

    IncidentDetections(Incidents incidents) {
        this.following = incidents.onEvent(this::hear);
    }

    private void hear(IncidentEvent event) {
        if (event instanceof IncidentEvent.Opened(var incident, var at)) {
            var detection = new Detection(Long.toString(incident.id().number()), at);
            incident.drill().ifPresent(drill -> first.asMap().putIfAbsent(drill, detection));
        }
    }

    @Override
    public Optional<Detection> first(DrillId drill) {
        return Optional.ofNullable(first.getIfPresent(drill));
    }

    @Override
    public void close() {
        following.close();
    }
}
