package dev.portcullis.policy.check;

import dev.portcullis.policy.Direction;
import dev.portcullis.policy.RuleEntry;
import dev.portcullis.policy.flows.FoldedFlow;
import dev.portcullis.policy.verdict.AllowReason;
import dev.portcullis.policy.verdict.DirectionVerdict;
import dev.portcullis.policy.verdict.PolicySet;
import dev.portcullis.policy.verdict.RuleRef;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** An entry by which nothing passed within the window. Says nothing where nothing was observed. */
record BroaderThanObserved() implements Check {

    @Override
    public List<Finding> run(Subject subject) {
        List<Finding> findings = new ArrayList<>();
        if (subject.window().flows() == 0) {
            return findings;
        }
        Set<RuleRef> used = used(subject);
        for (Subject.Place place : subject.rules()) {
            for (Direction direction : Direction.values()) {
                List<RuleEntry> entries = place.rule().allows(direction);
                for (int i = 0; i < entries.size(); i++) {
                    String path = place.prefix() + direction.word() + "[" + i + "]";
                    boolean unused =
                            used.stream()
                                    .noneMatch(
                                            ref ->
                                                    ref.policy().equals(place.policy().id())
                                                            && (ref.path().equals(path)
                                                                    || ref.path()
                                                                            .startsWith(
                                                                                    path + ".")));
                    if (unused && !entries.get(i).isEmpty()) {
                        findings.add(
                                new Finding(
                                        Finding.Severity.NOTE,
                                        "never-used",
                                        place.policy().id(),
                                        path,
                                        "No flow passed by this entry within the last "
                                                + subject.window().length().toSeconds()
                                                + " s observed.",
                                        "If nobody needs it, remove it."));
                    }
                }
            }
        }
        return findings;
    }

    private static Set<RuleRef> used(Subject subject) {
        PolicySet all = PolicySet.compile(subject.policies(), subject.facts());
        Set<RuleRef> used = new HashSet<>();
        for (FoldedFlow flow : subject.window().folded()) {
            for (Direction direction : Direction.values()) {
                switch (all.decide(flow.connection(), direction)) {
                    case DirectionVerdict.Allowed allowed
                            when allowed.reason() instanceof AllowReason.ByRules by ->
                            used.addAll(by.rules());
                    case DirectionVerdict.Redirected redirected ->
                            used.addAll(redirected.redirect().rules());
                    case DirectionVerdict.Allowed _,
                            DirectionVerdict.Denied _,
                            DirectionVerdict.Undecidable _ -> {}
                }
            }
        }
        return used;
    }
}
