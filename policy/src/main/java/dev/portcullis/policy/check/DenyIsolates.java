package dev.portcullis.policy.check;

import dev.portcullis.policy.Direction;
import dev.portcullis.policy.Rule;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A deny list switches on default deny: alone, it denies everything else too. */
record DenyIsolates() implements Check {

    @Override
    public List<Finding> run(Subject subject) {
        List<Finding> findings = new ArrayList<>();
        for (Subject.Place place : subject.rules()) {
            for (Direction direction : Direction.values()) {
                if (isolatesByDenying(place.rule(), direction)) {
                    findings.add(
                            new Finding(
                                    Finding.Severity.WARNING,
                                    "deny-isolates",
                                    place.policy().id(),
                                    place.prefix() + direction.word() + "Deny",
                                    "This deny list also denies all "
                                            + direction.word()
                                            + " that no other rule allows.",
                                    "If only the list is meant, add enableDefaultDeny: {"
                                            + direction.word()
                                            + ": false}."));
                }
            }
        }
        return findings;
    }

    private static boolean isolatesByDenying(Rule rule, Direction direction) {
        Optional<Boolean> said =
                direction == Direction.INGRESS
                        ? rule.enableDefaultDeny().ingress()
                        : rule.enableDefaultDeny().egress();
        return said.isEmpty()
                && !rule.denies(direction).isEmpty()
                && rule.allows(direction).isEmpty();
    }
}
