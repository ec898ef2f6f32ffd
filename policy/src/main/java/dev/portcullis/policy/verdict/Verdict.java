package dev.portcullis.policy.verdict;

import static java.util.Objects.requireNonNull;

/** What policies say about a connection: both the client's egress and the server's ingress must allow it. */
public record Verdict(DirectionVerdict egress, DirectionVerdict ingress) {

    public Verdict {
        requireNonNull(egress, "egress is null");
        requireNonNull(ingress, "ingress is null");
    }

    /** Both sides in one word: one denial denies, else one doubt leaves it undecided. */
    public Outcome outcome() {
        return worse(outcome(egress), outcome(ingress));
    }

    /** The side that decided: the first of egress and ingress that gave the {@link #outcome}. */
    public DirectionVerdict deciding() {
        return outcome(egress) == outcome() ? egress : ingress;
    }

    /** One side in one word. */
    public static Outcome outcome(DirectionVerdict side) {
        return switch (side) {
            case DirectionVerdict.Allowed _ -> Outcome.ALLOWED;
            case DirectionVerdict.Redirected _ -> Outcome.REDIRECTED;
            case DirectionVerdict.Denied _ -> Outcome.DENIED;
            case DirectionVerdict.Undecidable _ -> Outcome.UNDECIDED;
        };
    }

    private static Outcome worse(Outcome one, Outcome other) {
        return one == Outcome.DENIED || other == Outcome.DENIED
                ? Outcome.DENIED
                : one.compareTo(other) > 0 ? one : other;
    }
}
