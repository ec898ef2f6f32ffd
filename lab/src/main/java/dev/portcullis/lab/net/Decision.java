package dev.portcullis.lab.net;

import dev.portcullis.policy.Request;
import dev.portcullis.policy.verdict.DirectionVerdict;
import dev.portcullis.policy.verdict.Redirect;
import dev.portcullis.policy.verdict.RequestVerdict;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What policies say about one connection on both sides. What they cannot tell is not let through. */
record Decision(DirectionVerdict egress, DirectionVerdict ingress) {

    /** The side that refuses the connection, the client's first; empty if it may pass. */
    Optional<DirectionVerdict> refusal() {
        return Stream.of(egress, ingress).filter(side -> !passes(side)).findFirst();
    }

    static boolean passes(DirectionVerdict side) {
        return switch (side) {
            case DirectionVerdict.Allowed _, DirectionVerdict.Redirected _ -> true;
            case DirectionVerdict.Denied _, DirectionVerdict.Undecidable _ -> false;
        };
    }

    /** The sides on which requests are asked about one by one. */
    List<DirectionVerdict.Redirected> redirects() {
        return Stream.of(egress, ingress)
                .filter(DirectionVerdict.Redirected.class::isInstance)
                .map(DirectionVerdict.Redirected.class::cast)
                .toList();
    }

    /** Whether every side that looks at requests lets this one pass. */
    boolean admits(Request request) {
        for (DirectionVerdict.Redirected side : redirects()) {
            Redirect redirect = side.redirect();
            if (!(redirect.decide(request) instanceof RequestVerdict.Allowed)) {
                return false;
            }
        }
        return true;
    }
}
