package dev.portcullis.console.metrics;

import java.util.Optional;

/** Charts of the traffic to workloads. */
public interface TrafficCharts {
    /**
     * Allowed and denied per second to a guarded workload.
     *
     * @param node its id on the map; the first guarded workload if empty
     * @return empty if there is no such workload
     */
    Optional<TrafficChart> of(Optional<String> node);
}
