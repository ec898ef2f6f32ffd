package dev.portcullis.console.incidents.internal;

import dev.portcullis.console.incidents.DenialReason;
import dev.portcullis.console.incidents.IncidentEvent;
import dev.portcullis.console.incidents.IncidentState;
import dev.portcullis.console.incidents.Incidents;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;

/** What Prometheus is told of incidents, so that alerts can be raised on it. */
final class IncidentMeters implements AutoCloseable {
    private final MeterRegistry meters;
    private final Incidents.Registration following;

    IncidentMeters(MeterRegistry meters, IncidentBook book, Incidents incidents) {
        this.meters = meters;
        for (var state : new IncidentState[] {IncidentState.OPEN, IncidentState.ACKNOWLEDGED}) {
            for (var reason : DenialReason.values()) {
                for (var exercise : new boolean[] {false, true}) {
                    Gauge.builder(
                                    "portcullis.incidents",
                                    book,
                                    all -> all.count(state, reason, exercise))
                            .description("Incidents that are not closed")
                            .tag("state", state.word())
                            .tag("reason", reason.word())
                            .tag("exercise", Boolean.toString(exercise))
                            .register(meters);
                }
            }
        }
        FunctionCounter.builder("portcullis.incidents.unexamined", incidents, Incidents::unexamined)
                .description("Dropped flows that came faster than they could be examined")
                .register(meters);
        following = incidents.onEvent(this::count);
    }

    private void count(IncidentEvent event) {
        var turn =
                switch (event) {
                    case IncidentEvent.Opened opened -> {
                        detected(opened);
                        yield "opened";
                    }
                    case IncidentEvent.Reopened _ -> "reopened";
                    case IncidentEvent.Shaped shaped -> shaped.shape().word();
                    case IncidentEvent.Acknowledged _ -> "acknowledged";
                    case IncidentEvent.Closed _ -> "closed";
                };
        meters.counter(
                        "portcullis.incident.turns",
                        "turn",
                        turn,
                        "exercise",
                        Boolean.toString(event.incident().isExercise()))
                .increment();
    }

    /** The two clocks involved may differ, so a negative time counts as none. */
    private void detected(IncidentEvent.Opened opened) {
        var time = Duration.between(opened.incident().firstSeen(), opened.at());
        meters.timer("portcullis.incident.detection")
                .record(time.isNegative() ? Duration.ZERO : time);
    }

    @Override
    public void close() {
        following.close();
    }
}
