package dev.portcullis.policy.verdict;

import dev.portcullis.policy.Label;
import dev.portcullis.policy.Peer;
import dev.portcullis.policy.Selector;
import java.util.List;

/** Means nodes by the labels of the node, which are rarely known of a peer. */
record NodeMatcher(Selector selector) implements PeerMatcher {

    @Override
    public Match match(Peer peer) {
        if (!isNode(peer)) {
            return Match.NO;
        }
        if (selector.matches(peer.labels())) {
            return Match.YES;
        }
        return knowsLabels(peer)
                ? Match.NO
                : new Match.Unknown("the labels of the node are not known");
    }

    static boolean isNode(Peer peer) {
        return peer.labels().isReserved("host") || peer.labels().isReserved("remote-node");
    }

    static boolean knowsLabels(Peer peer) {
        return peer.labels().list().stream()
                .anyMatch(label -> !label.source().equals(Label.RESERVED));
    }

    @Override
    public List<NearMiss.Miss> misses(Peer peer) {
        return List.of(
                new NearMiss.Miss(NearMiss.Kind.NODE, "a node with " + selector, peer.name()));
    }
}
