package dev.portcullis.console.metrics.internal;

import dev.portcullis.console.metrics.Chart;
import java.util.List;
import java.util.Optional;

/** Answers one question from what was counted. */
interface Answer {
    /**
     * The title, values and table of a chart; its surroundings are added by the caller.
     *
     * @param workload only what goes there; empty for all
     */
    Drawn of(Timeline timeline, Optional<String> workload);

    /**
     * A chart without its surroundings.
     *
     * @param empty why there is nothing to draw; empty if there is something
     */
    record Drawn(
            String title,
            String subtitle,
            List<Chart.Key> keys,
            String config,
            Chart.Table table,
            String empty) {}
}
