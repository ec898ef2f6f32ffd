package dev.portcullis.policy.verdict;

import dev.portcullis.policy.Peer;
import java.util.Comparator;
import java.util.List;

/** Means a peer that any of several ways of naming peers means. */
record EitherPeer(List<PeerMatcher> ways) implements PeerMatcher {

    EitherPeer {
        ways = List.copyOf(ways);
    }

    static PeerMatcher of(List<PeerMatcher> ways) {
        return ways.size() == 1 ? ways.getFirst() : new EitherPeer(ways);
    }

    @Override
    public boolean anybody() {
        return ways.stream().anyMatch(PeerMatcher::anybody);
    }

    @Override
    public Match match(Peer peer) {
        Match best = Match.NO;
        for (PeerMatcher way : ways) {
            best = best.or(way.match(peer));
            if (best instanceof Match.Yes) {
                return best;
            }
        }
        return best;
    }

    /** Of the ways, the one that lacks least. */
    @Override
    public List<NearMiss.Miss> misses(Peer peer) {
        return ways.stream()
                .map(way -> way.misses(peer))
                .min(Comparator.comparingInt(List::size))
                .orElse(List.of());
    }
}
