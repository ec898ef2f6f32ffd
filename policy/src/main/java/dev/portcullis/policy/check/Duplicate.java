package dev.portcullis.policy.check;

import dev.portcullis.policy.Direction;
import dev.portcullis.policy.PolicyId;
import dev.portcullis.policy.Rule;
import dev.portcullis.policy.RuleEntry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** An entry that stands elsewhere word for word, about the same subject. */
record Duplicate() implements Check {

    private record Said(
            String namespace,
            Rule.Subject subject,
            Direction direction,
            boolean deny,
            RuleEntry entry) {}

    private record Where(PolicyId policy, String path) {}

    @Override
    public List<Finding> run(Subject subject) {
        Map<Said, Where> said = new HashMap<>();
        List<Finding> findings = new ArrayList<>();
        for (Subject.Place place : subject.rules()) {
            for (Direction direction : Direction.values()) {
                for (boolean deny : new boolean[] {false, true}) {
                    List<RuleEntry> entries =
                            deny ? place.rule().denies(direction) : place.rule().allows(direction);
                    for (int i = 0; i < entries.size(); i++) {
                        Where here =
                                new Where(
                                        place.policy().id(),
                                        place.prefix()
                                                + direction.word()
                                                + (deny ? "Deny" : "")
                                                + "["
                                                + i
                                                + "]");
                        Where first =
                                said.putIfAbsent(
                                        new Said(
                                                place.policy().id().namespace(),
                                                place.rule().subject(),
                                                direction,
                                                deny,
                                                entries.get(i)),
                                        here);
                        if (first != null && !entries.get(i).isEmpty()) {
                            findings.add(finding(here, first));
                        }
                    }
                }
            }
        }
        return findings;
    }

    private static Finding finding(Where here, Where first) {
        return new Finding(
                Finding.Severity.NOTE,
                "duplicate",
                here.policy,
                here.path,
                "The same stands in " + first.policy.display() + " " + first.path + ".",
                "Keep one of them.");
    }
}
