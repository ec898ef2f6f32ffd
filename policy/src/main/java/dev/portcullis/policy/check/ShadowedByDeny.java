package dev.portcullis.policy.check;

import dev.portcullis.policy.Connection;
import dev.portcullis.policy.Direction;
import dev.portcullis.policy.EntityKind;
import dev.portcullis.policy.Peer;
import dev.portcullis.policy.PeerRule;
import dev.portcullis.policy.PortRule.PortMatch;
import dev.portcullis.policy.Protocol;
import dev.portcullis.policy.Rule;
import dev.portcullis.policy.RuleEntry;
import dev.portcullis.policy.verdict.AllowReason;
import dev.portcullis.policy.verdict.DenyReason;
import dev.portcullis.policy.verdict.DirectionVerdict;
import dev.portcullis.policy.verdict.PolicySet;
import dev.portcullis.policy.verdict.RuleRef;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * An entry that allows peers, all of whom deny rules stop. Told by the pods there are, and only of
 * entries about pods and numbered ports; ranges are asked about at both ends.
 */
record ShadowedByDeny() implements Check {

    @Override
    public List<Finding> run(Subject subject) {
        PolicySet all = PolicySet.compile(subject.policies(), subject.facts());
        List<Finding> findings = new ArrayList<>();
        if (subject.policies().stream()
                .flatMap(one -> one.rules().stream())
                .noneMatch(ShadowedByDeny::denies)) {
            return findings;
        }
        for (Subject.Place place : subject.rules()) {
            for (Direction direction : Direction.values()) {
                List<RuleEntry> entries = place.rule().allows(direction);
                for (int i = 0; i < entries.size(); i++) {
                    Optional<RuleRef> shadow =
                            shadow(subject, place, direction, entries.get(i), all);
                    if (shadow.isPresent()) {
                        findings.add(
                                new Finding(
                                        Finding.Severity.WARNING,
                                        "shadowed-by-deny",
                                        place.policy().id(),
                                        place.prefix() + direction.word() + "[" + i + "]",
                                        "Every pod this allows is denied, first by "
                                                + shadow.get()
                                                + ".",
                                        "Remove this entry, or except its peers from the deny rule."));
                    }
                }
            }
        }
        return findings;
    }

    private static boolean denies(Rule rule) {
        return !rule.ingressDeny().isEmpty() || !rule.egressDeny().isEmpty();
    }

    private static Optional<RuleRef> shadow(
            Subject subject,
            Subject.Place place,
            Direction direction,
            RuleEntry entry,
            PolicySet all) {
        List<Connection> probes = probes(entry);
        boolean podsOnly = entry.peers().stream().allMatch(PeerRule.Endpoints.class::isInstance);
        if (probes.isEmpty() || entry.peers().isEmpty() || !podsOnly) {
            return Optional.empty();
        }
        PolicySet alone = place.alone(only(place.rule(), direction, entry), subject.facts());
        Optional<RuleRef> shadow = Optional.empty();
        for (Peer.Pod pod : subject.selected(place)) {
            for (Peer.Pod peer : subject.pods()) {
                for (Connection probe : probes) {
                    Connection connection = between(pod, peer, direction, probe);
                    if (alone.decide(connection, direction)
                                    instanceof DirectionVerdict.Allowed allowed
                            && allowed.reason() instanceof AllowReason.ByRules) {
                        Optional<RuleRef> denied = denial(all.decide(connection, direction));
                        if (denied.isEmpty()) {
                            return Optional.empty();
                        }
                        shadow = shadow.or(() -> denied);
                    }
                }
            }
        }
        return shadow;
    }

    private static Optional<RuleRef> denial(DirectionVerdict verdict) {
        return verdict instanceof DirectionVerdict.Denied denied
                        && denied.reason() instanceof DenyReason.DenyRules rules
                ? Optional.of(rules.rules().getFirst())
                : Optional.empty();
    }

    /** Connections, their ends left open, at the edges of what the entry allows. */
    private static List<Connection> probes(RuleEntry entry) {
        Peer nowhere = Peer.Entity.of(EntityKind.NONE);
        List<Connection> probes = new ArrayList<>();
        entry.toPorts().stream()
                .flatMap(rule -> rule.ports().stream())
                .forEach(
                        port -> {
                            if (port instanceof PortMatch.Numbers numbers && numbers.first() > 0) {
                                Protocol protocol = numbers.protocol().orElse(Protocol.TCP);
                                probes.add(
                                        Connection.of(nowhere, nowhere, numbers.first(), protocol));
                                probes.add(
                                        Connection.of(nowhere, nowhere, numbers.last(), protocol));
                            }
                        });
        return probes;
    }

    private static Connection between(
            Peer.Pod pod, Peer.Pod peer, Direction direction, Connection probe) {
        return direction == Direction.INGRESS
                ? Connection.of(peer, pod, probe.port(), probe.protocol())
                : Connection.of(pod, peer, probe.port(), probe.protocol());
    }

    private static Rule only(Rule rule, Direction direction, RuleEntry entry) {
        boolean in = direction == Direction.INGRESS;
        return new Rule(
                rule.subject(),
                in ? List.of(entry) : List.of(),
                List.of(),
                in ? List.of() : List.of(entry),
                List.of(),
                Rule.DefaultDeny.UNSAID,
                Optional.empty(),
                Optional.empty());
    }
}
