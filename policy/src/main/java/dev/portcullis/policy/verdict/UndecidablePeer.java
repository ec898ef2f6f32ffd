package dev.portcullis.policy.verdict;

import dev.portcullis.policy.Peer;
import java.util.List;

/** Might mean a peer of the kind it speaks about: what is needed to tell is not known. */
record UndecidablePeer(String because, boolean outsideOnly) implements PeerMatcher {

    @Override
    public Match match(Peer peer) {
        return outsideOnly && !peer.labels().isReserved("world")
                ? Match.NO
                : new Match.Unknown(because);
    }

    @Override
    public List<NearMiss.Miss> misses(Peer peer) {
        return List.of(
                new NearMiss.Miss(
                        NearMiss.Kind.ADDRESS, "an address outside the cluster", peer.name()));
    }
}
