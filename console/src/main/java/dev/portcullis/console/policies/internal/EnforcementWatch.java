package dev.portcullis.console.policies.internal;

import dev.portcullis.console.flows.FlowConnections;
import dev.portcullis.console.policies.Enforcement;
import dev.portcullis.console.policies.Hits;
import dev.portcullis.hubble.Flow;
import dev.portcullis.hubble.PolicyRef;
import dev.portcullis.policy.Connection;
import dev.portcullis.policy.Direction;
import dev.portcullis.policy.PolicyId;
import dev.portcullis.policy.PolicyKind;
import dev.portcullis.policy.verdict.DirectionVerdict;
import dev.portcullis.policy.verdict.PolicySet;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * Finds in the stream of flows what proves that a gate is where it was moved to, and counts how
 * often each policy decides.
 *
 * <p>A policy that is on is proven by a verdict that names it, or by one that would have been
 * another without it. A policy that is off is proven by a verdict that would have been another with
 * it. Whatever both sets answer alike proves nothing.
 */
final class EnforcementWatch {
    private final PolicySets sets;
    private final PolicyMirror mirror;
    private final Clock clock;
    private final Map<PolicyId, Enforcement> known = new ConcurrentHashMap<>();
    private final Map<PolicyId, HitCounter> hits = new ConcurrentHashMap<>();

    EnforcementWatch(PolicySets sets, PolicyMirror mirror, Clock clock) {
        this.sets = sets;
        this.mirror = mirror;
        this.clock = clock;
    }

    /** A gate is about to be moved: what was proven before counts no more. */
    void asked(PolicyId id, boolean on) {
        known.put(
                id,
                new Enforcement(
                        Optional.of(clock.instant()),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        ""));
        if (on) {
            hits.remove(id);
        }
    }

    /** The API server has answered. */
    void applied(PolicyId id, boolean done) {
        known.computeIfPresent(
                id,
                (_, e) ->
                        done
                                ? new Enforcement(
                                        e.asked(),
                                        Optional.of(clock.instant()),
                                        e.accepted(),
                                        e.proven(),
                                        e.lastProof(),
                                        e.proof())
                                : Enforcement.NOT_OBSERVED);
    }

    /** How far a gate's last change has come. */
    Enforcement of(PolicyId id) {
        return known.getOrDefault(id, Enforcement.NOT_OBSERVED);
    }

    /** How often it decided in the last hour. */
    Hits hits(PolicyId id) {
        var counter = hits.get(id);
        return counter == null ? Hits.NONE : counter.read(clock.instant());
    }

    /** The operator's word has arrived in the mirror. */
    void mirrored(LivePolicy policy) {
        if (policy.valid().filter(LivePolicy.Condition::holds).isPresent()) {
            known.computeIfPresent(
                    policy.id(),
                    (_, e) ->
                            e.asked().isEmpty() || e.accepted().isPresent()
                                    ? e
                                    : new Enforcement(
                                            e.asked(),
                                            e.applied(),
                                            Optional.of(clock.instant()),
                                            e.proven(),
                                            e.lastProof(),
                                            e.proof()));
        }
    }

    /** Takes note of a flow. Not for the thread that reads the stream: this may compile policies. */
    void accept(Flow flow) {
        var now = clock.instant();
        Stream.concat(flow.allowedBy().stream(), flow.deniedBy().stream())
                .flatMap(ref -> id(ref).stream())
                .distinct()
                .filter(id -> mirror.live(id).isPresent())
                .forEach(id -> proven(id, now, () -> words(flow)));
        if (flow.event().isPolicyVerdict()) {
            ids(flow.allowedBy()).forEach(id -> counter(id).allowed(now));
        }
        var direction = FlowConnections.direction(flow);
        var allowed = FlowConnections.wasAllowed(flow);
        if (direction.isEmpty() || allowed.isEmpty()) {
            return;
        }
        FlowConnections.of(flow)
                .ifPresent(
                        connection -> judge(flow, connection, direction.get(), allowed.get(), now));
    }

    private void judge(
            Flow flow, Connection connection, Direction direction, boolean allowed, Instant now) {
        if (!allowed) {
            var isolating = sets.current().isolates(connection.subject(direction), direction);
            for (var id : isolating) {
                if (flow.event().isDrop()) {
                    counter(id).denied(now);
                }
                if (explains(id, connection, direction, false)) {
                    proven(id, now, () -> words(flow));
                }
            }
        }
        for (var entry : known.entrySet()) {
            var id = entry.getKey();
            var waiting =
                    entry.getValue().proven().isEmpty() && entry.getValue().applied().isPresent();
            if (waiting && explains(id, connection, direction, allowed)) {
                proven(id, now, () -> words(flow));
            }
        }
    }

    /** Whether only the gate's present place explains the verdict. */
    private boolean explains(
            PolicyId id, Connection connection, Direction direction, boolean allowed) {
        var here = passes(sets.current(), connection, direction);
        var there = passes(sets.moved(id), connection, direction);
        return here.isPresent()
                && there.isPresent()
                && !here.equals(there)
                && here.get() == allowed;
    }

    private static Optional<Boolean> passes(
            PolicySet policies, Connection connection, Direction direction) {
        return switch (policies.decide(connection, direction)) {
            case DirectionVerdict.Allowed _, DirectionVerdict.Redirected _ -> Optional.of(true);
            case DirectionVerdict.Denied _ -> Optional.of(false);
            case DirectionVerdict.Undecidable _ -> Optional.empty();
        };
    }

    private void proven(PolicyId id, Instant now, java.util.function.Supplier<String> words) {
        var first = new boolean[1];
        known.compute(
                id,
                (_, before) -> {
                    var e = before == null ? Enforcement.NOT_OBSERVED : before;
                    if (e.asked().isPresent() && e.applied().isEmpty()) {
                        return e;
                    }
                    first[0] = e.proven().isEmpty();
                    return new Enforcement(
                            e.asked(),
                            e.applied(),
                            e.accepted(),
                            e.proven().or(() -> Optional.of(now)),
                            Optional.of(now),
                            first[0] ? words.get() : e.proof());
                });
        if (first[0]) {
            mirror.announce();
        }
    }

    private HitCounter counter(PolicyId id) {
        return hits.computeIfAbsent(id, _ -> new HitCounter());
    }

    private static List<PolicyId> ids(List<PolicyRef> refs) {
        return refs.stream().flatMap(ref -> id(ref).stream()).distinct().toList();
    }

    private static Optional<PolicyId> id(PolicyRef ref) {
        if (ref.kind().equals(PolicyKind.CILIUM_NETWORK_POLICY.word())
                && !ref.namespace().isEmpty()) {
            return Optional.of(PolicyId.cnp(ref.namespace(), ref.name()));
        }
        return ref.kind().equals(PolicyKind.CILIUM_CLUSTERWIDE_NETWORK_POLICY.word())
                ? Optional.of(PolicyId.ccnp(ref.name()))
                : Optional.empty();
    }

    /** A policy of the sender only lets out; whether it is let in is for another to say. */
    private static String fate(Flow flow) {
        if (!FlowConnections.wasAllowed(flow).orElse(true)) {
            return "denied";
        }
        return FlowConnections.direction(flow)
                .map(way -> way == Direction.EGRESS ? "let out" : "let in")
                .orElse("allowed");
    }

    private static String words(Flow flow) {
        return "%s to %s:%d was %s"
                .formatted(
                        Ends.of(flow.source()),
                        Ends.of(flow.destination()),
                        flow.destination().port(),
                        fate(flow));
    }
}
