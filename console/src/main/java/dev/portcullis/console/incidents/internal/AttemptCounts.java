package dev.portcullis.console.incidents.internal;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/** Counts attempts for Prometheus: by reason and whether it is an exercise, never by anything a stranger chooses. */
final class AttemptCounts {
    private final MeterRegistry meters;

    AttemptCounts(MeterRegistry meters) {
        this.meters = meters;
    }

    void add(Attempt attempt) {
        if (attempt.asks()) {
            Counter.builder("portcullis.attempts")
                    .description("Denied SYNs, requests and packets, each counted once")
                    .tag("reason", attempt.reason().word())
                    .tag("exercise", Boolean.toString(attempt.drill().isPresent()))
                    .tag("guarded", Boolean.toString(attempt.guarded()))
                    .register(meters)
                    .increment();
        }
    }
}
