package dev.portcullis.console.policies.internal;

import dev.portcullis.console.policies.GateState;
import dev.portcullis.console.policies.ParkedPolicy;
import java.util.Optional;

/** Reads where a gate stands from what is in the cluster, and from nothing else. */
final class GateStates {
    private GateStates() {}

    /** Empty if there is nothing of that name. */
    static Optional<GateState> of(Optional<LivePolicy> live, Optional<ParkedPolicy> parked) {
        if (live.isEmpty()) {
            return parked.map(_ -> GateState.OFF);
        }
        var policy = live.get();
        if (parked.isPresent()) {
            if (wasParkedFrom(policy, parked.get())) {
                return Optional.of(GateState.PARKING);
            }
            if (wasRestoredFrom(policy, parked.get())) {
                return Optional.of(GateState.RESTORING);
            }
            // Somebody made another policy of that name: it counts, and the parked one is kept.
        }
        return Optional.of(
                policy.valid().filter(condition -> !condition.holds()).isPresent()
                        ? GateState.INVALID
                        : GateState.ON);
    }

    /** The very object that was parked, not yet deleted. */
    static boolean wasParkedFrom(LivePolicy live, ParkedPolicy parked) {
        return live.uid().equals(parked.uid());
    }

    /** Another object with the rules that were parked. */
    static boolean wasRestoredFrom(LivePolicy live, ParkedPolicy parked) {
        return Manifests.read(parked.manifest())
                .filter(manifest -> Manifests.sameRules(manifest, live.object()))
                .isPresent();
    }
}
