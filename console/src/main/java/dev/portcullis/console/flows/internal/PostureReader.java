package dev.portcullis.console.flows.internal;

import dev.portcullis.console.flows.EnforcedPolicies;
import dev.portcullis.console.flows.Posture;
import dev.portcullis.console.flows.Workload;
import dev.portcullis.console.flows.Workloads;
import dev.portcullis.policy.Connection;
import dev.portcullis.policy.Direction;
import dev.portcullis.policy.verdict.Outcome;
import dev.portcullis.policy.verdict.PolicySet;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Asks the policies in force who is isolated and who may reach the guarded workloads, when either changed. */
final class PostureReader {
    /** Beyond this many, asking every pair would take longer than anybody looks at the answer. */
    private static final int MAX_ASKED = 500;

    /** Whether a workload is isolated; null where nobody can say. */
    record Isolation(@Nullable Boolean ingress, @Nullable Boolean egress) {}

    /** What one reading gave. */
    record Reading(Posture posture, Map<String, Isolation> isolation) {}

    private final Workloads workloads;
    private final EnforcedPolicies policies;
    private long workloadsVersion = -1;
    private long policiesVersion = -1;
    private Optional<String> problem = Optional.empty();

    PostureReader(Workloads workloads, EnforcedPolicies policies) {
        this.workloads = workloads;
        this.policies = policies;
    }

    /** A new reading if workloads or policies changed since the last one, or whether they can be trusted. */
    synchronized Optional<Reading> readIfChanged() {
        long w = workloads.version();
        long p = policies.version();
        var why = workloads.problem().or(policies::problem);
        if (w == workloadsVersion && p == policiesVersion && why.equals(problem)) {
            return Optional.empty();
        }
        workloadsVersion = w;
        policiesVersion = p;
        problem = why;
        return Optional.of(read(why));
    }

    private Reading read(Optional<String> why) {
        var all = workloads.all();
        var set = policies.current();
        if (set.isEmpty()) {
            var unknown = new HashMap<String, Isolation>();
            all.forEach(workload -> unknown.put(workload.id(), new Isolation(null, null)));
            return new Reading(
                    new Posture(
                            false, why.orElse("The policies have not been read yet"), List.of()),
                    unknown);
        }
        var isolation = new HashMap<String, Isolation>();
        for (var workload : all) {
            isolation.put(
                    workload.id(),
                    new Isolation(
                            isolated(set.get(), workload, Direction.INGRESS),
                            isolated(set.get(), workload, Direction.EGRESS)));
        }
        var guarded =
                all.stream()
                        .filter(Workload::guarded)
                        .map(workload -> guarded(set.get(), workload, all, isolation))
                        .toList();
        return new Reading(new Posture(why.isEmpty(), why.orElse(""), guarded), isolation);
    }

    // All its pods must be isolated: one that is not is a hole.
    private static @Nullable Boolean isolated(
            PolicySet set, Workload workload, Direction direction) {
        return workload.endpoints().isEmpty()
                ? null
                : workload.endpoints().stream()
                        .noneMatch(pod -> set.isolates(pod, direction).isEmpty());
    }

    private static Posture.Guarded guarded(
            PolicySet set,
            Workload guarded,
            Collection<Workload> all,
            Map<String, Isolation> isolation) {
        var others = all.stream().filter(other -> other != guarded).limit(MAX_ASKED).toList();
        var reachableBy = new ArrayList<String>();
        for (var other : others) {
            if (mayReach(set, other, guarded)) {
                reachableBy.add(other.id());
            }
        }
        var isolated = isolation.get(guarded.id());
        return new Posture.Guarded(
                guarded.id(),
                isolated != null && Boolean.TRUE.equals(isolated.ingress()),
                reachableBy,
                others.size());
    }

    private static boolean mayReach(PolicySet set, Workload from, Workload to) {
        for (var client : from.endpoints()) {
            for (var server : to.endpoints()) {
                for (int port : to.ports()) {
                    var outcome = set.decide(Connection.tcp(client, server, port)).outcome();
                    if (outcome == Outcome.ALLOWED || outcome == Outcome.REDIRECTED) {
                        return true;
                    }
                }
            }
        }
        return false;
    }
}
