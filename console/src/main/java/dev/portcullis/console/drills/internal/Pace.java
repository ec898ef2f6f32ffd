package dev.portcullis.console.drills.internal;

import java.time.Duration;

/**
 * How often a drill looks, and how long it waits.
 *
 * @param look between two looks at the cluster, and between two messages that something changed
 * @param lateFlows after the last attempt, for flows that are still on their way
 * @param cleanUp for the cluster to remove everything, before it is said that something is left
 */
record Pace(Duration look, Duration lateFlows, Duration cleanUp) {
    static final Pace USUAL =
            new Pace(Duration.ofMillis(250), Duration.ofSeconds(3), Duration.ofSeconds(30));
}
