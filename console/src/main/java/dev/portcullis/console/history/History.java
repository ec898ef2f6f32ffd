package dev.portcullis.console.history;

import dev.portcullis.console.flows.FlowMinute;
import dev.portcullis.console.flows.MapSnapshot;
import dev.portcullis.console.flows.StreamStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The counts of past minutes, by the console's clock. Kept for {@link #RETENTION}, and never more than the store's share;
 * what a minute lacks is kept with it.
 */
public interface History {
    Duration RETENTION = Duration.ofDays(7);

    /** The longest span {@link #map} sums up. */
    Duration LONGEST_MAP = Duration.ofHours(6);

    /** The most steps of {@link #overview}. */
    int MAX_STEPS = 500;

    /**
     * How much there was in each step of a span.
     *
     * @param from rounded down to a minute
     * @param to rounded down to a minute; minutes that have not ended are left out
     * @param step whole minutes
     * @throws IllegalArgumentException if the step is no whole number of minutes or there are too many steps
     */
    Overview overview(Instant from, Instant to, Duration step);

    /**
     * The map as these minutes counted it: rates are means over the time that was watched.
     *
     * @throws IllegalArgumentException if the span is empty or longer than {@link #LONGEST_MAP}
     */
    PastMap map(Instant from, Instant to);

    /**
     * What these minutes counted on each edge, as it stands: for asking what it would have been under other policies.
     *
     * @param from rounded down to a minute
     * @param to rounded down to a minute; minutes that have not ended are left out
     * @throws IllegalArgumentException if the span is empty or longer than {@link #RETENTION}
     */
    PastEdges edges(Instant from, Instant to);

    /**
     * A span in steps.
     *
     * @param oldest the oldest minute kept; empty if none is
     * @param missing spans in it in which flows may be missing
     */
    record Overview(
            Instant from,
            Instant to,
            long stepSeconds,
            Optional<Instant> oldest,
            List<Step> steps,
            List<StreamStatus.Missing> missing) {
        public Overview {
            steps = List.copyOf(steps);
            missing = List.copyOf(missing);
        }
    }

    /**
     * One step.
     *
     * @param allowed events that arrived
     * @param denied attempts that a policy denied, once each
     * @param undecided events that prove nothing
     * @param lost flows known to be lost
     * @param covered how much of it the stream stood, 0 to 1; 0 also where the console was down
     * @param silent nodes that did not answer at some time in it
     */
    record Step(
            Instant at,
            long allowed,
            long denied,
            long undecided,
            long lost,
            double covered,
            List<String> silent) {
        public Step {
            silent = List.copyOf(silent);
        }
    }

    /**
     * The map of a past span.
     *
     * @param step the span in one
     */
    record PastMap(Step step, MapSnapshot map) {}

    /**
     * The edges of a past span.
     *
     * @param from the first minute of it that is kept; {@code to} if none is
     * @param to where it ends
     * @param lost flows known to be lost in it
     * @param gaps in how many stretches of it an unknown number may be missing: nobody watched, or not all the time, or
     *     a node was silent
     * @param edges one for each pair of nodes, port and protocol; what was too much for a minute is on an edge between
     *     {@code reserved:others}
     */
    record PastEdges(
            Instant from, Instant to, long lost, int gaps, List<FlowMinute.EdgeCount> edges) {
        public PastEdges {
            edges = List.copyOf(edges);
        }
    }
}
