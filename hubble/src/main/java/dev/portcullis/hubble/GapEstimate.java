package dev.portcullis.hubble;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * About how many flows a gap hides, from the server's own count of what it has seen: everything it
 * counted since we first asked, less what reached us or was reported, less what it still holds and
 * is about to send. Works for one node and without filters only; a relay adds its nodes up. Not for
 * several threads at once.
 */
final class GapEstimate {
    private boolean usable;
    private long base;
    private long accounted;
    private ServerStateAtConnect now = new ServerStateAtConnect(0, 0, 0);
    private boolean restarted;

    private record ServerStateAtConnect(long seen, long held, long uptimeNanos) {}

    /**
     * The stream stands (again).
     *
     * @param history how many flows were asked for to begin with; only at the first time
     */
    void connected(Optional<ServerState> status, boolean filtered, boolean first, long history) {
        ServerState state = status.orElse(null);
        if (state == null || filtered || state.connectedNodes().orElse(1) > 1) {
            usable = false;
            return;
        }
        var then = now;
        now =
                new ServerStateAtConnect(
                        state.seenFlows(), state.heldFlows(), state.uptime().toNanos());
        if (first || !usable) {
            base = now.seen();
            accounted = -Math.min(history, now.held());
            usable = first;
            restarted = false;
        } else if (now.uptimeNanos() < then.uptimeNanos() || now.seen() < then.seen()) {
            base = 0;
            accounted = 0;
            restarted = true;
        } else {
            restarted = false;
        }
    }

    /** Flows reached us, or were reported lost. */
    void account(long flows) {
        accounted += flows;
    }

    /** There is a gap in what the server has just begun to send; nothing of that is accounted yet. */
    OptionalLong missing() {
        if (!usable || restarted) {
            return OptionalLong.empty();
        }
        long missing = now.seen() - base - accounted - now.held();
        if (missing < 0) {
            return OptionalLong.empty();
        }
        accounted += missing;
        return OptionalLong.of(missing);
    }

    /**
     * What the last gap hides beyond its estimate, once nothing is on its way: flows that the server overwrote between
     * telling its count and beginning to send. Zero if it cannot be told.
     */
    long rest(ServerState state) {
        if (!usable || restarted) {
            return 0;
        }
        long rest = Math.max(0, state.seenFlows() - base - accounted);
        accounted += rest;
        return rest;
    }
}
