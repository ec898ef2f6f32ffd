package dev.portcullis.policy.suggest;

import dev.portcullis.policy.Direction;
import dev.portcullis.policy.Peer;
import dev.portcullis.policy.Policy;
import dev.portcullis.policy.RuleEntry;
import dev.portcullis.policy.Selector;
import dev.portcullis.policy.StableLabels;
import dev.portcullis.policy.flows.FlowWindow;
import dev.portcullis.policy.flows.FoldedFlow;
import dev.portcullis.policy.verdict.AllowReason;
import dev.portcullis.policy.verdict.DenyReason;
import dev.portcullis.policy.verdict.DirectionVerdict;
import dev.portcullis.policy.verdict.PolicySet;
import dev.portcullis.policy.verdict.Reasons;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Suggests the least policies for what was observed to pass. Flows that were denied are no reason
 * to open anything, and what existing rules allow already is not written again.
 */
public final class Suggestions {

    private Suggestions() {}

    /** One workload's one direction, in which policies are suggested. */
    record Side(String namespace, String name, Selector subject, Direction direction) {}

    /**
     * Suggests policies about those pods, from flows of a window.
     *
     * @param existing the policies there are
     * @param about whom to write policies about; others are left as they are
     */
    public static Suggestion from(
            FlowWindow window, PolicySet existing, Predicate<Peer.Pod> about) {
        Map<Side, Needs> needs = new LinkedHashMap<>();
        List<Suggestion.Left> left = new ArrayList<>();
        for (FoldedFlow flow : window.folded()) {
            if (flow.allowed() > 0) {
                for (Direction direction : List.of(Direction.EGRESS, Direction.INGRESS)) {
                    if (!(flow.connection().subject(direction) instanceof Peer.Pod subject)) {
                        leaveIfDenied(flow, direction, existing, left);
                    } else if (about.test(subject)) {
                        consider(flow, direction, subject, existing, needs, left);
                    }
                }
            } else if (flow.denied() == 0 && concerns(flow, about)) {
                left.add(new Suggestion.Left(flow, "It was not seen to arrive."));
            }
        }
        return write(existing, needs, left);
    }

    private static boolean concerns(FoldedFlow flow, Predicate<Peer.Pod> about) {
        return Stream.of(flow.connection().from(), flow.connection().to())
                .anyMatch(end -> end instanceof Peer.Pod pod && about.test(pod));
    }

    /** Policies about nodes and reserved endpoints reach far, so none is suggested. */
    private static void leaveIfDenied(
            FoldedFlow flow, Direction direction, PolicySet existing, List<Suggestion.Left> left) {
        DirectionVerdict verdict = existing.decide(flow.connection(), direction);
        if (verdict instanceof DirectionVerdict.Denied
                || verdict instanceof DirectionVerdict.Undecidable) {
            left.add(new Suggestion.Left(flow, Reasons.sentence(verdict)));
        }
    }

    private static void consider(
            FoldedFlow flow,
            Direction direction,
            Peer.Pod subject,
            PolicySet existing,
            Map<Side, Needs> needs,
            List<Suggestion.Left> left) {
        DirectionVerdict verdict = existing.decide(flow.connection(), direction);
        boolean needed =
                switch (verdict) {
                    case DirectionVerdict.Allowed allowed ->
                            allowed.reason() instanceof AllowReason.NotIsolated;
                    case DirectionVerdict.Redirected _ -> false;
                    case DirectionVerdict.Denied denied ->
                            denied.reason() instanceof DenyReason.DefaultDeny;
                    case DirectionVerdict.Undecidable _ -> false;
                };
        if (verdict instanceof DirectionVerdict.Undecidable
                || (verdict instanceof DirectionVerdict.Denied denied
                        && !(denied.reason() instanceof DenyReason.DefaultDeny))) {
            left.add(new Suggestion.Left(flow, Reasons.sentence(verdict)));
        } else if (flow.connection().protocol().hasPorts() && flow.connection().port() == 0) {
            left.add(new Suggestion.Left(flow, "Its port is not known."));
        } else if (needed) {
            Side side =
                    new Side(
                            subject.namespace(),
                            StableLabels.name(subject),
                            StableLabels.selector(subject),
                            direction);
            needs.computeIfAbsent(side, _ -> new Needs()).add(flow.connection(), direction);
        }
    }

    private static Suggestion write(
            PolicySet existing, Map<Side, Needs> needs, List<Suggestion.Left> left) {
        Drafts drafts = new Drafts(existing.policies());
        Set<String> generalisations = new LinkedHashSet<>();
        needs.forEach(
                (side, need) -> {
                    List<RuleEntry> entries = need.entries(side.namespace(), generalisations);
                    drafts.add(side, entries);
                    generalisations.add(
                            "Every pod of "
                                    + side.namespace()
                                    + " with "
                                    + side.subject()
                                    + " is meant, not only those observed.");
                    if (side.direction() == Direction.EGRESS && !need.asksForNames()) {
                        generalisations.add(
                                side.namespace()
                                        + "/"
                                        + side.name()
                                        + " was not seen to ask for names: if it does, add DNS before applying this.");
                    }
                });
        return new Suggestion(
                drafts.changed(), drafts.extended(), List.copyOf(generalisations), left);
    }

    /** The policies after a suggestion is applied. */
    public static List<Policy> applied(PolicySet existing, Suggestion suggestion) {
        Map<Object, Policy> after = new LinkedHashMap<>();
        existing.policies().forEach(policy -> after.put(policy.id(), policy));
        suggestion.policies().forEach(policy -> after.put(policy.id(), policy));
        return List.copyOf(after.values());
    }
}
