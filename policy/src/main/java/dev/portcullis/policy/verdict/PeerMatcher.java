package dev.portcullis.policy.verdict;

import dev.portcullis.policy.Peer;
import java.util.List;

/** Tells whether one way of naming peers means the other end of a connection. */
interface PeerMatcher {

    /** True if it means any peer at all, so that a match says nothing about the peer. */
    default boolean anybody() {
        return false;
    }

    /** Whether this peer is meant. */
    Match match(Peer peer);

    /** What this peer lacks of what is asked for; called only where {@link #match} said no. */
    List<NearMiss.Miss> misses(Peer peer);
}
