package dev.portcullis.policy.verdict;

import dev.portcullis.policy.Peer;
import java.util.List;

/** Means every peer: an entry without any way of naming peers, and the entity {@code all}. */
record Anybody() implements PeerMatcher {

    @Override
    public boolean anybody() {
        return true;
    }

    @Override
    public Match match(Peer peer) {
        return Match.YES;
    }

    @Override
    public List<NearMiss.Miss> misses(Peer peer) {
        return List.of();
    }
}
