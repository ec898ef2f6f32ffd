package dev.portcullis.policy.explain;

import dev.portcullis.policy.Connection;
import dev.portcullis.policy.Direction;
import dev.portcullis.policy.Policy;
import dev.portcullis.policy.flows.ObservedFlow;
import dev.portcullis.policy.flows.Recorded;
import dev.portcullis.policy.verdict.DenyReason;
import dev.portcullis.policy.verdict.DirectionVerdict;
import dev.portcullis.policy.verdict.Doubt;
import dev.portcullis.policy.verdict.Outcome;
import dev.portcullis.policy.verdict.PolicySet;
import dev.portcullis.policy.verdict.Reasons;
import dev.portcullis.policy.verdict.Verdict;
import java.util.ArrayList;
import java.util.List;

/**
 * Why a recorded connection fared as it did, in the order that is honest: what was recorded, what
 * the policies of now say, and what could not be checked.
 *
 * @param recorded what was recorded; policies may have changed since
 * @param now what the policies given say of the same connection
 * @param agreement whether the two agree
 * @param unchecked what the policies' answer leaves open
 * @param admitting the smallest policies that would let it pass, for each side that default deny
 *     stops; empty where nothing is missing, and where a deny rule stands in the way
 */
public record Explanation(
        Recorded recorded,
        Verdict now,
        Agreement agreement,
        List<Doubt> unchecked,
        List<Policy> admitting) {

    public Explanation {
        unchecked = List.copyOf(unchecked);
        admitting = List.copyOf(admitting);
    }

    /** How what was recorded and what is decided now go together. */
    public enum Agreement {
        /** They say the same. */
        AGREES,
        /** They differ: policies, labels or what is known of the cluster have changed since. */
        DIFFERS,
        /** One of them is open. */
        OPEN
    }

    /** Explains a recorded flow by the policies of now. */
    public static Explanation of(ObservedFlow flow, PolicySet policies) {
        return of(flow.connection(), flow.recorded(), policies);
    }

    /** Explains a connection of which it was recorded what became of it. */
    public static Explanation of(Connection connection, Recorded recorded, PolicySet policies) {
        Verdict now = policies.decide(connection);
        List<Doubt> unchecked = new ArrayList<>();
        List<Policy> admitting = new ArrayList<>();
        for (DirectionVerdict side : List.of(now.egress(), now.ingress())) {
            switch (side) {
                case DirectionVerdict.Undecidable undecidable ->
                        unchecked.addAll(undecidable.doubts());
                case DirectionVerdict.Denied denied -> {
                    if (denied.reason() instanceof DenyReason.DefaultDeny) {
                        Admission.of(connection, denied.direction()).ifPresent(admitting::add);
                    }
                }
                case DirectionVerdict.Allowed _, DirectionVerdict.Redirected _ -> {}
            }
        }
        return new Explanation(
                recorded, now, agreement(recorded, now.outcome()), unchecked, admitting);
    }

    private static Agreement agreement(Recorded recorded, Outcome outcome) {
        if (recorded == Recorded.OTHER || outcome == Outcome.UNDECIDED) {
            return Agreement.OPEN;
        }
        boolean passes = outcome != Outcome.DENIED;
        return passes == (recorded == Recorded.ALLOWED) ? Agreement.AGREES : Agreement.DIFFERS;
    }

    /** The explanation as sentences, in order. Names in them come from the cluster: show them as text. */
    public List<String> sentences() {
        List<String> sentences = new ArrayList<>();
        sentences.add(
                switch (recorded) {
                    case ALLOWED -> "Recorded: it passed.";
                    case DENIED -> "Recorded: a policy stopped it.";
                    case OTHER -> "Recorded: neither passed nor stopped by a policy.";
                });
        sentences.add("Policies now: " + Reasons.sentence(now));
        if (agreement == Agreement.DIFFERS) {
            sentences.add(
                    "The two differ: policies or labels have changed since, or the cluster knows more than is known here.");
        }
        for (Doubt doubt : unchecked) {
            sentences.add("Not checked: of " + doubt.rule() + ", " + doubt.because() + ".");
        }
        for (Policy policy : admitting) {
            boolean in = policy.rules().getFirst().speaksOf(Direction.INGRESS);
            sentences.add(
                    "A rule that would admit it "
                            + (in ? "to the server" : "from the client")
                            + " is at hand as "
                            + policy.id().display()
                            + ".");
        }
        return List.copyOf(sentences);
    }
}
