package dev.portcullis.policy.preview;

import dev.portcullis.policy.Policy;
import dev.portcullis.policy.flows.FlowWindow;
import dev.portcullis.policy.flows.FoldedFlow;
import dev.portcullis.policy.verdict.Outcome;
import dev.portcullis.policy.verdict.PolicySet;
import dev.portcullis.policy.verdict.Verdict;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * What a change of policies would have done to observed flows. It speaks only of what was observed
 * in its window: what nobody tried is not in it, and {@code window.lost()} flows are not either.
 *
 * @param newlyDenied passes now and would not
 * @param newlyAllowed does not pass now and would
 * @param newlyAsked passes now, and would have its requests asked about
 * @param undecided cannot be told, now or then, and would be judged differently
 * @param unchanged how many flows fare as before
 */
public record Preview(
        FlowWindow window,
        List<Changed> newlyDenied,
        List<Changed> newlyAllowed,
        List<Changed> newlyAsked,
        List<Changed> undecided,
        long unchanged) {

    public Preview {
        newlyDenied = List.copyOf(newlyDenied);
        newlyAllowed = List.copyOf(newlyAllowed);
        newlyAsked = List.copyOf(newlyAsked);
        undecided = List.copyOf(undecided);
    }

    /** Flows that fare differently, and both verdicts with their reasons. */
    public record Changed(FoldedFlow flow, Verdict before, Verdict after) {}

    /** Previews changes to a set of policies. */
    public static Preview of(
            PolicySet current, Collection<PolicyChange> changes, FlowWindow window) {
        List<Policy> after = PolicyChange.apply(current.policies(), changes);
        return between(current, PolicySet.compile(after, current.facts()), window);
    }

    /** Previews going from one set of policies to another. */
    public static Preview between(PolicySet before, PolicySet after, FlowWindow window) {
        List<Changed> denied = new ArrayList<>();
        List<Changed> allowed = new ArrayList<>();
        List<Changed> asked = new ArrayList<>();
        List<Changed> undecided = new ArrayList<>();
        long unchanged = 0;
        Touched touched = Touched.between(before, after);
        for (FoldedFlow flow : window.folded()) {
            if (!touched.by(flow.connection())) {
                unchanged += flow.count();
                continue;
            }
            Verdict now = before.decide(flow.connection());
            Verdict then = after.decide(flow.connection());
            if (now.outcome() == then.outcome()) {
                unchanged += flow.count();
            } else {
                Changed changed = new Changed(flow, now, then);
                if (now.outcome() == Outcome.UNDECIDED || then.outcome() == Outcome.UNDECIDED) {
                    undecided.add(changed);
                } else if (then.outcome() == Outcome.DENIED) {
                    denied.add(changed);
                } else if (now.outcome() == Outcome.DENIED) {
                    allowed.add(changed);
                } else if (then.outcome() == Outcome.REDIRECTED) {
                    asked.add(changed);
                } else {
                    unchanged += flow.count();
                }
            }
        }
        return new Preview(window, denied, allowed, asked, undecided, unchanged);
    }

    /** How many flows would newly be denied. */
    public long flowsNewlyDenied() {
        return count(newlyDenied);
    }

    /** How many flows would newly pass. */
    public long flowsNewlyAllowed() {
        return count(newlyAllowed);
    }

    private static long count(List<Changed> changes) {
        return changes.stream().mapToLong(changed -> changed.flow().count()).sum();
    }
}
