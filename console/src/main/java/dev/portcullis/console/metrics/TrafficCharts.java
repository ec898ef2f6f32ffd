package dev.portcullis.console.metrics;

import java.util.Optional;

/** The chart of the traffic as it happens, for a place where only one fits. */
public interface TrafficCharts {
    /**
     * Allowed and denied per second to a guarded workload, last 15 minutes.
     *
     * @param node its id on the map; the first guarded workload if empty
     * @return empty if there is no such workload
     */
    Optional<Chart> of(Optional<String> node);
}
