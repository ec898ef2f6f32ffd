package dev.portcullis.policy.verdict;

import dev.portcullis.policy.Direction;
import dev.portcullis.policy.PolicyId;
import java.util.List;

/** Says verdicts in sentences for people. Names in them come from the cluster: show them as text only. */
public final class Reasons {

    private Reasons() {}

    /** A verdict as one or two sentences: the side that decided, or both where both allow. */
    public static String sentence(Verdict verdict) {
        return switch (verdict.outcome()) {
            case DENIED, UNDECIDED -> sentence(verdict.deciding());
            case ALLOWED, REDIRECTED ->
                    sentence(verdict.egress()) + " " + sentence(verdict.ingress());
        };
    }

    /** What one side says, as a sentence. */
    public static String sentence(DirectionVerdict verdict) {
        boolean out = verdict.direction() == Direction.EGRESS;
        return switch (verdict) {
            case DirectionVerdict.Allowed allowed ->
                    (out ? "It may leave the client" : "It may enter the server")
                            + ": "
                            + why(allowed.reason())
                            + ".";
            case DirectionVerdict.Redirected redirected ->
                    (out ? "It may leave the client" : "It may enter the server")
                            + " through the "
                            + redirected.redirect().parser()
                            + " proxy, which asks about every request: "
                            + rules(redirected.redirect().rules())
                            + ".";
            case DirectionVerdict.Denied denied ->
                    (out ? "It may not leave the client" : "It may not enter the server")
                            + ": "
                            + why(denied.reason())
                            + ".";
            case DirectionVerdict.Undecidable undecidable ->
                    "Whether it may "
                            + (out ? "leave the client" : "enter the server")
                            + " cannot be told: "
                            + doubts(undecidable.doubts())
                            + ".";
        };
    }

    private static String why(AllowReason reason) {
        return switch (reason) {
            case AllowReason.ByRules by -> "allowed by " + rules(by.rules());
            case AllowReason.NotIsolated _ -> "no policy isolates it in this direction";
            case AllowReason.FromOwnHost _ -> "traffic from a pod's own node always passes";
            case AllowReason.NotEnforcedHere _ -> "no policies are enforced at this end";
            case AllowReason.NeverEnforced _ -> "the cluster enforces no policies";
        };
    }

    private static String why(DenyReason reason) {
        return switch (reason) {
            case DenyReason.DenyRules deny ->
                    "denied by " + rules(deny.rules()) + ", and deny beats allow";
            case DenyReason.RequestRefused refused ->
                    refused.request()
                            + " is none of the requests that "
                            + rules(refused.rules())
                            + " let pass";
            case DenyReason.DefaultDeny none ->
                    isolated(none.isolatedBy()) + " and no rule allows it" + nearest(none);
        };
    }

    private static String isolated(List<PolicyId> policies) {
        return policies.isEmpty()
                ? "this cluster denies what no rule allows,"
                : "isolated by "
                        + String.join(" and ", policies.stream().map(PolicyId::display).toList());
    }

    private static String nearest(DenyReason.DefaultDeny none) {
        if (none.nearest().isEmpty()) {
            return "";
        }
        NearMiss miss = none.nearest().getFirst();
        return "; nearest is "
                + miss.rule()
                + ", which wants "
                + String.join(" and ", miss.misses().stream().map(Reasons::missed).toList());
    }

    private static String missed(NearMiss.Miss miss) {
        return miss.wanted() + " but found " + miss.found();
    }

    private static String doubts(List<Doubt> doubts) {
        return String.join(
                "; ",
                doubts.stream()
                        .limit(3)
                        .map(doubt -> "of " + doubt.rule() + ", " + doubt.because())
                        .toList());
    }

    private static String rules(List<RuleRef> rules) {
        return String.join(" and ", rules.stream().limit(3).map(RuleRef::toString).toList())
                + (rules.size() > 3 ? " and " + (rules.size() - 3) + " more" : "");
    }
}
