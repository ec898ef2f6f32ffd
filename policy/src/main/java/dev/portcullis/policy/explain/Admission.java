package dev.portcullis.policy.explain;

import dev.portcullis.policy.Connection;
import dev.portcullis.policy.Direction;
import dev.portcullis.policy.Peer;
import dev.portcullis.policy.Policy;
import dev.portcullis.policy.PolicyId;
import dev.portcullis.policy.Rule;
import dev.portcullis.policy.RuleEntry;
import dev.portcullis.policy.StableLabels;
import java.util.List;
import java.util.Optional;

/** Writes the smallest policy that admits one connection on one side. */
final class Admission {

    private Admission() {}

    /** Empty where the side is no pod, whose policies would be clusterwide and far-reaching. */
    static Optional<Policy> of(Connection connection, Direction direction) {
        boolean portUnknown = connection.protocol().hasPorts() && connection.port() == 0;
        if (portUnknown || !(connection.subject(direction) instanceof Peer.Pod subject)) {
            return Optional.empty();
        }
        RuleEntry entry =
                StableLabels.entry(
                        subject.namespace(),
                        connection.remote(direction),
                        connection.port(),
                        connection.protocol());
        boolean in = direction == Direction.INGRESS;
        Rule rule =
                new Rule(
                        new Rule.Subject.Endpoints(StableLabels.selector(subject)),
                        in ? List.of(entry) : List.of(),
                        List.of(),
                        in ? List.of() : List.of(entry),
                        List.of(),
                        Rule.DefaultDeny.UNSAID,
                        Optional.empty(),
                        Optional.empty());
        String name = "admit-" + StableLabels.name(subject) + "-" + direction.word();
        return Optional.of(Policy.of(PolicyId.cnp(subject.namespace(), name), rule));
    }
}
