package dev.portcullis.console.flows;

import static java.util.Objects.requireNonNull;

import dev.portcullis.hubble.Flow;
import dev.portcullis.hubble.FlowPeer;
import dev.portcullis.hubble.Verdict;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Which of the kept flows are wanted. All parts must hold; an empty part holds always.
 *
 * @param verdicts one of these
 * @param since seen at or after, by the node's clock
 * @param until seen before
 * @param namespace of either end
 * @param workload {@code namespace/name} of either end
 * @param port of the destination, or of the source in a reply
 * @param also anything else
 * @param limit at most so many, the newest
 */
public record FlowQuery(
        Set<Verdict> verdicts,
        Optional<Instant> since,
        Optional<Instant> until,
        Optional<String> namespace,
        Optional<String> workload,
        Optional<Integer> port,
        Predicate<Flow> also,
        int limit) {
    public FlowQuery {
        verdicts = Set.copyOf(verdicts);
        requireNonNull(also, "also is null");
        if (limit < 1) {
            throw new IllegalArgumentException("limit " + limit + " is less than 1");
        }
    }

    /** The newest flows that fulfil a condition. */
    public static FlowQuery newest(int limit, Predicate<Flow> condition) {
        return new FlowQuery(
                Set.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                condition,
                limit);
    }

    /** The same, from that time on. */
    public FlowQuery from(Instant start) {
        return new FlowQuery(
                verdicts, Optional.of(start), until, namespace, workload, port, also, limit);
    }

    /** Whether the flow is wanted. */
    public boolean matches(Flow flow) {
        return (verdicts.isEmpty() || verdicts.contains(flow.verdict()))
                && since.map(start -> !flow.time().isBefore(start)).orElse(true)
                && until.map(end -> flow.time().isBefore(end)).orElse(true)
                && namespace
                        .map(name -> either(flow, end -> end.namespace().equals(name)))
                        .orElse(true)
                && workload.map(name -> either(flow, end -> isOf(end, name))).orElse(true)
                && port.map(number -> either(flow, end -> end.port() == number)).orElse(true)
                && also.test(flow);
    }

    private static boolean either(Flow flow, Predicate<FlowPeer> condition) {
        return condition.test(flow.source()) || condition.test(flow.destination());
    }

    private static boolean isOf(FlowPeer end, String workload) {
        int slash = workload.indexOf('/');
        return slash > 0
                && end.namespace().equals(workload.substring(0, slash))
                && (end.workload().equals(workload.substring(slash + 1))
                        || end.label("app")
                                .filter(workload.substring(slash + 1)::equals)
                                .isPresent());
    }
}
