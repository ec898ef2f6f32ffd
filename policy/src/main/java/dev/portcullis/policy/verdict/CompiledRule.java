package dev.portcullis.policy.verdict;

import dev.portcullis.policy.Direction;
import dev.portcullis.policy.Peer;
import dev.portcullis.policy.Policy;
import dev.portcullis.policy.Rule;
import dev.portcullis.policy.Selector;
import java.util.List;

/** One rule of a policy, ready to be asked whether it is about a subject. */
record CompiledRule(
        Policy policy,
        Rule rule,
        Selector subject,
        boolean aboutNodes,
        List<CompiledEntry> ingress,
        List<CompiledEntry> ingressDeny,
        List<CompiledEntry> egress,
        List<CompiledEntry> egressDeny) {

    /** Whether this rule is about that peer. */
    Match selects(Peer peer) {
        boolean host = peer.labels().isReserved("host") || peer.labels().isReserved("remote-node");
        if (host != aboutNodes) {
            return Match.NO;
        }
        return aboutNodes
                ? new NodeMatcher(subject).match(peer)
                : Match.of(subject.matches(peer.labels()));
    }

    List<CompiledEntry> allows(Direction direction) {
        return direction == Direction.INGRESS ? ingress : egress;
    }

    List<CompiledEntry> denies(Direction direction) {
        return direction == Direction.INGRESS ? ingressDeny : egressDeny;
    }
}
