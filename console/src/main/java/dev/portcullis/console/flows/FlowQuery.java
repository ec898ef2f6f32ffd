package dev.portcullis.console.flows;

import static java.util.Objects.requireNonNull;

import dev.portcullis.hubble.Flow;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Which of the kept flows are wanted. All parts must hold; an empty part holds always.
 *
 * @param since seen at or after, by the node's clock
 * @param until seen before
 * @param condition anything else, such as what {@link dev.portcullis.hubble.filter.FlowTerms} make
 * @param limit at most so many, the newest
 */
public record FlowQuery(
        Optional<Instant> since, Optional<Instant> until, Predicate<Flow> condition, int limit) {
    public FlowQuery {
        requireNonNull(condition, "condition is null");
        if (limit < 1) {
            throw new IllegalArgumentException("limit " + limit + " is less than 1");
        }
    }

    /** The newest flows that fulfil a condition. */
    public static FlowQuery newest(int limit, Predicate<Flow> condition) {
        return new FlowQuery(Optional.empty(), Optional.empty(), condition, limit);
    }

    /** The same, from that time on. */
    public FlowQuery from(Instant start) {
        return new FlowQuery(Optional.of(start), until, condition, limit);
    }

    /** Whether the flow is wanted. */
    public boolean matches(Flow flow) {
        return since.map(start -> !flow.time().isBefore(start)).orElse(true)
                && until.map(end -> flow.time().isBefore(end)).orElse(true)
                && condition.test(flow);
    }
}
