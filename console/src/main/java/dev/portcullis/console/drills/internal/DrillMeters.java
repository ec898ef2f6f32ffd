package dev.portcullis.console.drills.internal;

import dev.portcullis.console.drills.Drill;
import dev.portcullis.console.drills.DrillPlan;
import dev.portcullis.console.drills.Drills;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;

/** How many drills of each plan run, for Prometheus: Grafana's dashboards mark drills by it. */
final class DrillMeters implements MeterBinder {
    private final Drills drills;

    DrillMeters(Drills drills) {
        this.drills = drills;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        for (var plan : DrillPlan.values()) {
            Gauge.builder("portcullis.drills.running", drills, known -> running(known, plan))
                    .description("Drills that run")
                    .tag("plan", plan.planName())
                    .register(registry);
        }
    }

    private static long running(Drills drills, DrillPlan plan) {
        return drills.newest().stream()
                .filter(drill -> drill.plan() == plan)
                .map(Drill::state)
                .filter(state -> !state.isOver())
                .count();
    }
}
