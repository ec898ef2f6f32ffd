package dev.portcullis.policy.verdict;

import dev.portcullis.policy.Peer;
import java.util.List;

/** Means no peer: a way of naming peers whose list is empty. */
record Nobody(String written) implements PeerMatcher {

    @Override
    public Match match(Peer peer) {
        return Match.NO;
    }

    @Override
    public List<NearMiss.Miss> misses(Peer peer) {
        return List.of(
                new NearMiss.Miss(NearMiss.Kind.NOBODY, "nobody (" + written + ")", peer.name()));
    }
}
