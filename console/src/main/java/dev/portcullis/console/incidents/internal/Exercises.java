package dev.portcullis.console.incidents.internal;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.portcullis.console.drills.Drill;
import dev.portcullis.console.drills.DrillId;
import dev.portcullis.console.drills.Drills;
import dev.portcullis.console.flows.DrillLabel;
import dev.portcullis.console.flows.Workloads;
import dev.portcullis.hubble.Flow;
import dev.portcullis.hubble.FlowPeer;
import java.time.Duration;
import java.util.Optional;

/**
 * Tells whether a flow comes from a drill this console runs. A label alone proves nothing, as anybody may write it: the
 * pod must also belong to the drill's own Job in the drill's namespace, while the drill lives, and be after the drill's
 * own target.
 */
final class Exercises {
    /** A SYN is sent again for so long after the attacker's last attempt, and clocks differ a little. */
    private static final Duration AFTERWARDS = Duration.ofMinutes(2);

    private static final Duration BEFORE = Duration.ofSeconds(10);

    private final Drills drills;
    private final Workloads workloads;

    // A drill's end and namespace change while it runs, so what is remembered is soon forgotten.
    private final Cache<DrillId, Optional<Drill>> known =
            Caffeine.newBuilder()
                    .maximumSize(1_000)
                    .expireAfterWrite(Duration.ofSeconds(1))
                    .build();

    Exercises(Drills drills, Workloads workloads) {
        this.drills = drills;
        this.workloads = workloads;
    }

    /** The drill, if it is one's. */
    Optional<DrillId> of(Flow flow, String target) {
        var source = flow.source();
        return source.label(DrillLabel.KEY)
                .flatMap(DrillId::parse)
                .filter(id -> isPodOf(id, source))
                .flatMap(id -> known.get(id, drills::find))
                .filter(drill -> drill.namespace().equals(source.namespace()))
                .filter(drill -> isAfter(drill, target))
                .filter(drill -> lives(drill, flow))
                .map(Drill::id);
    }

    private boolean isPodOf(DrillId id, FlowPeer source) {
        if (!source.pod().startsWith(id.jobName() + "-")) {
            return false;
        }
        return source.workload().isEmpty()
                ? workloads
                        .ownerOf(source.namespace(), source.pod())
                        .filter(id.jobName()::equals)
                        .isPresent()
                : source.workload().equals(id.jobName()) && source.workloadKind().equals("Job");
    }

    private static boolean isAfter(Drill drill, String target) {
        var end = drill.target().lastIndexOf(':');
        var wanted = end < 0 ? drill.target() : drill.target().substring(0, end);
        return wanted.contains("/") ? wanted.equals(target) : target.startsWith("reserved:");
    }

    private static boolean lives(Drill drill, Flow flow) {
        return !flow.time().isBefore(drill.createdAt().minus(BEFORE))
                && drill.endedAt()
                        .map(ended -> flow.time().isBefore(ended.plus(AFTERWARDS)))
                        .orElse(true);
    }
}
