package dev.portcullis.console.metrics;

import java.util.List;
import java.util.Optional;

/**
 * What the console counted by itself, from the flows it saw and the figures the user service gives: kept for 24 hours,
 * through a restart.
 */
public interface Measurements {
    /**
     * The answer to a question.
     *
     * @param workload only what goes to that workload, {@code namespace/name}; empty for all
     */
    Chart answer(Question question, ChartRange range, Optional<String> workload);

    /** The guarded workloads, {@code namespace/name} each. */
    List<String> guarded();
}
