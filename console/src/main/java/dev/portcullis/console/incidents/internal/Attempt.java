package dev.portcullis.console.incidents.internal;

import dev.portcullis.console.drills.DrillId;
import dev.portcullis.console.incidents.DenialReason;
import dev.portcullis.hubble.Flow;
import java.util.Optional;

/**
 * A denied packet or request.
 *
 * @param source the node of the map it came from
 * @param known whether Kubernetes, or the world, stands behind the source, so that it cannot be invented at will
 * @param target the node it was for
 * @param guarded whether the target is a guarded workload
 * @param asks whether it asks for something new: a SYN, a request, a packet without connections. Otherwise it belongs
 *     to a connection that stood before
 */
record Attempt(
        Flow flow,
        String source,
        boolean known,
        String target,
        boolean guarded,
        DenialReason reason,
        Optional<DrillId> drill,
        boolean asks) {

    /** What is folded into one incident. */
    record Key(String source, String target, DenialReason reason, Optional<DrillId> drill) {}

    Key key() {
        return new Key(source, target, reason, drill);
    }
}
