package dev.portcullis.console.policies.internal;

import dev.portcullis.console.policies.ParkedPolicy;
import dev.portcullis.console.policies.ToggleRequest;
import dev.portcullis.console.policies.ToggleResult.Why;
import dev.portcullis.console.policies.internal.ClusterRefusedException.Refusal;
import dev.portcullis.console.policies.internal.PolicyCluster.StoredParking;
import dev.portcullis.policy.PolicyId;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Moves a gate in steps of which each leaves something to go on from.
 *
 * <p>Off: park, then delete. On: create, then unpark. Whatever happens between two steps, the
 * manifest is in the cluster, or parked, or both; and both together show which way the gate was
 * going. Doing the whole again finishes it; doing the opposite takes it back.
 */
final class GateMover {
    private static final int TRIES = 3;

    private final PolicyCluster cluster;
    private final Clock clock;

    GateMover(PolicyCluster cluster, Clock clock) {
        this.cluster = cluster;
        this.clock = clock;
    }

    /** What came of it, told step by step. */
    sealed interface Move {
        record Done(List<String> steps) implements Move {}

        record Nothing() implements Move {}

        record Stopped(Why why, String sentence) implements Move {}
    }

    /** Where things stand before a move. */
    record Before(Optional<LivePolicy> live, Optional<StoredParking> parking) {
        boolean nothing() {
            return live.isEmpty() && parking.isEmpty();
        }
    }

    /** Looks at the cluster itself, not at a cache. */
    Before look(PolicyId id) {
        // Parked first: a policy on its way between the two is then seen twice rather than never.
        var parking = cluster.findParked(id);
        return new Before(cluster.find(id), parking);
    }

    Move off(ToggleRequest request) {
        var steps = new ArrayList<String>();
        for (var attempt = 1; ; attempt++) {
            var before = look(request.id());
            if (before.live().isEmpty()) {
                return steps.isEmpty() ? new Move.Nothing() : new Move.Done(steps);
            }
            var live = before.live().get();
            park(request, live, before.parking());
            steps.add("Parked version %s.".formatted(live.resourceVersion()));
            try {
                cluster.delete(live);
                steps.add("Deleted it from the cluster.");
                return new Move.Done(steps);
            } catch (ClusterRefusedException e) {
                if (e.refusal() == Refusal.MISSING) {
                    steps.add("Somebody else had deleted it meanwhile.");
                    return new Move.Done(steps);
                }
                if (e.refusal() == Refusal.CONFLICT && attempt < TRIES) {
                    steps.add("It changed meanwhile; started over with the newer version.");
                    continue;
                }
                return takeBack(request.id(), e);
            }
        }
    }

    Move on(PolicyId id) {
        var before = look(id);
        if (before.parking().isEmpty()) {
            return before.live().isPresent()
                    ? new Move.Nothing()
                    : new Move.Stopped(
                            Why.MISSING, "There is no policy %s any more.".formatted(id.display()));
        }
        var parking = before.parking().get();
        var steps = new ArrayList<String>();
        if (before.live().isEmpty()) {
            var manifest = Manifests.read(parking.policy().manifest());
            if (manifest.isEmpty()) {
                return new Move.Stopped(
                        Why.INVALID,
                        "What is parked for %s is no manifest. Look at its ConfigMap."
                                .formatted(id.display()));
            }
            try {
                cluster.create(id, Manifests.bare(manifest.get()));
                steps.add("Created it from the parked manifest.");
            } catch (ClusterRefusedException e) {
                if (e.refusal() != Refusal.EXISTS) {
                    return stopped(e, "Nothing was changed; it is still parked.");
                }
                // Somebody was quicker. Whether it is the same is seen below.
            }
        }
        var now = before.live().or(() -> cluster.find(id));
        if (now.isPresent() && isStranger(now.get(), parking.policy())) {
            return new Move.Stopped(
                    Why.CONFLICT,
                    "Somebody made another policy %s meanwhile, and it counts. The parked one is kept;"
                                    .formatted(id.display())
                            + " delete or rename the other to turn it on.");
        }
        try {
            cluster.unpark(parking);
            steps.add("Ended the parking.");
            return new Move.Done(steps);
        } catch (ClusterRefusedException e) {
            return e.refusal() == Refusal.MISSING
                    ? new Move.Done(steps)
                    : new Move.Stopped(
                            Why.HALFWAY,
                            "The policy is in the cluster again, but its parked copy could not be"
                                    + " removed (%s). Turn it on once more to finish."
                                            .formatted(e.getMessage()));
        }
    }

    private static boolean isStranger(LivePolicy live, ParkedPolicy parked) {
        return !GateStates.wasParkedFrom(live, parked) && !GateStates.wasRestoredFrom(live, parked);
    }

    private void park(ToggleRequest request, LivePolicy live, Optional<StoredParking> already) {
        var earlier = already.flatMap(old -> keep(old.policy(), live));
        var now = clock.instant();
        var policy =
                new ParkedPolicy(
                        request.id(),
                        Manifests.json(Manifests.bare(live.object())),
                        request.user().name(),
                        request.reason(),
                        Optional.of(now),
                        live.uid(),
                        live.resourceVersion(),
                        request.restoreAfter().map(now::plus),
                        earlier);
        if (already.isPresent()) {
            cluster.park(policy, already.get());
        } else {
            cluster.park(policy);
        }
    }

    /** A manifest that is parked under this name and is not the one to be parked now is not thrown away. */
    private static Optional<String> keep(ParkedPolicy old, LivePolicy live) {
        return GateStates.wasParkedFrom(live, old) || GateStates.wasRestoredFrom(live, old)
                ? old.earlier()
                : Optional.of(old.manifest());
    }

    /** Ends a parking whose policy could not be deleted, so that it does not look half off. */
    private Move takeBack(PolicyId id, ClusterRefusedException refused) {
        if (refused.refusal() == Refusal.SILENT) {
            return new Move.Stopped(
                    Why.HALFWAY,
                    "The policy is parked, but the cluster did not say whether it was deleted (%s)."
                                    .formatted(refused.getMessage())
                            + " Turn it off once more to finish, or on to take it back.");
        }
        var parking = cluster.findParked(id);
        parking.ifPresent(cluster::unpark);
        return stopped(refused, "Nothing was changed.");
    }

    static Move.Stopped stopped(ClusterRefusedException e, String state) {
        var why =
                switch (e.refusal()) {
                    case FORBIDDEN -> Why.FORBIDDEN;
                    case CONFLICT, EXISTS -> Why.CONFLICT;
                    case MISSING -> Why.MISSING;
                    case INVALID -> Why.INVALID;
                    case SILENT -> Why.SILENT;
                };
        return new Move.Stopped(why, e.getMessage() + " " + state);
    }
}
