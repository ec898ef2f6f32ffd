package dev.portcullis.policycli.ask;

import dev.portcullis.policy.Direction;
import dev.portcullis.policy.PolicyId;
import dev.portcullis.policy.verdict.AllowReason;
import dev.portcullis.policy.verdict.DenyReason;
import dev.portcullis.policy.verdict.DirectionVerdict;
import dev.portcullis.policy.verdict.Outcome;
import dev.portcullis.policy.verdict.PolicySet;
import dev.portcullis.policy.verdict.Reasons;
import dev.portcullis.policy.verdict.RuleRef;
import dev.portcullis.policy.verdict.Verdict;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Answers questions by a set of policies, as trees that print as JSON. */
public final class Answers {

    private final PolicySet policies;
    private final boolean detailed;

    /** With {@code detailed}, an answer says what either side says, and by which rules. */
    public Answers(PolicySet policies, boolean detailed) {
        this.policies = policies;
        this.detailed = detailed;
    }

    /** The answer: {@code verdict}, {@code reason} and {@code policies}. */
    public Map<String, Object> answer(Question question) {
        List<DirectionVerdict> sides = new ArrayList<>();
        for (Direction side : question.sides()) {
            sides.add(policies.decide(question.connection(), side));
        }
        return answer(question.id(), sides);
    }

    /** An answer made of what one side or both say. */
    Map<String, Object> answer(Optional<Object> id, List<DirectionVerdict> sides) {
        Outcome outcome;
        String reason;
        List<DirectionVerdict> deciding;
        if (sides.size() == 1) {
            outcome = Verdict.outcome(sides.getFirst());
            reason = Reasons.sentence(sides.getFirst());
            deciding = sides;
        } else {
            Verdict both = new Verdict(sides.getFirst(), sides.getLast());
            outcome = both.outcome();
            reason = Reasons.sentence(both);
            deciding =
                    switch (outcome) {
                        case ALLOWED, REDIRECTED -> sides;
                        case DENIED, UNDECIDED -> List.of(both.deciding());
                    };
        }
        Map<String, Object> answer = new LinkedHashMap<>();
        id.ifPresent(given -> answer.put("id", given));
        answer.put("verdict", word(outcome));
        answer.put("reason", reason);
        answer.put(
                "policies",
                deciding.stream()
                        .flatMap(side -> decidedBy(side).stream())
                        .map(PolicyId::toString)
                        .distinct()
                        .toList());
        if (detailed) {
            for (DirectionVerdict side : sides) {
                answer.put(side.direction().word(), side(side));
            }
        }
        return answer;
    }

    /** The answer to a line that is no question. */
    public static Map<String, Object> error(String reason) {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("verdict", "error");
        answer.put("reason", reason);
        answer.put("policies", List.of());
        return answer;
    }

    /** An outcome as answers write it. */
    public static String word(Outcome outcome) {
        return outcome.name().toLowerCase(Locale.ROOT);
    }

    private static Map<String, Object> side(DirectionVerdict side) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("verdict", word(Verdict.outcome(side)));
        shown.put("enforced", side.enforced());
        shown.put("match", side.match().number());
        shown.put("rules", rules(side).stream().map(RuleRef::toString).toList());
        return shown;
    }

    private static List<RuleRef> rules(DirectionVerdict side) {
        return switch (side) {
            case DirectionVerdict.Allowed allowed ->
                    allowed.reason() instanceof AllowReason.ByRules by ? by.rules() : List.of();
            case DirectionVerdict.Redirected redirected -> redirected.redirect().rules();
            case DirectionVerdict.Denied denied ->
                    switch (denied.reason()) {
                        case DenyReason.DenyRules deny -> deny.rules();
                        case DenyReason.RequestRefused refused -> refused.rules();
                        case DenyReason.DefaultDeny _ -> List.of();
                    };
            case DirectionVerdict.Undecidable undecidable ->
                    undecidable.doubts().stream().map(doubt -> doubt.rule()).toList();
        };
    }

    /** The policies that decided; of a default deny those that isolate. */
    private static List<PolicyId> decidedBy(DirectionVerdict side) {
        return side instanceof DirectionVerdict.Denied denied
                        && denied.reason() instanceof DenyReason.DefaultDeny none
                ? none.isolatedBy()
                : side.policies();
    }
}
