package dev.portcullis.console.workloads.web;

import dev.portcullis.console.workloads.ClusterWorkload;
import dev.portcullis.console.workloads.Rights;
import dev.portcullis.console.workloads.Rollout;
import dev.portcullis.console.workloads.WorkloadPod;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Workloads as the API writes them. */
final class WorkloadJson {
    private WorkloadJson() {}

    /**
     * A workload in the list.
     *
     * @param wanted how many pods it shall have
     * @param ready how many are ready
     * @param ingress {@code isolated}, {@code not isolated} or {@code not known}; egress likewise
     * @param selectedBy the policies that select one of its pods, as {@code namespace/name}
     * @param owner who else keeps it in its place; empty for nobody
     */
    record Item(
            String kind,
            String namespace,
            String name,
            boolean guarded,
            int wanted,
            int ready,
            int restarts,
            List<String> images,
            String ingress,
            String egress,
            List<String> selectedBy,
            RolloutState rollout,
            String owner) {
        static Item of(ClusterWorkload workload) {
            var id = workload.id();
            return new Item(
                    id.kind().word(),
                    id.namespace(),
                    id.name(),
                    workload.guarded(),
                    workload.wanted(),
                    workload.ready(),
                    workload.restarts(),
                    workload.images(),
                    workload.ingress().word(),
                    workload.egress().word(),
                    workload.selectedBy(),
                    RolloutState.of(workload.rollout()),
                    workload.owner());
        }
    }

    /**
     * How far a rollout is.
     *
     * @param state {@code complete}, {@code in progress} or {@code stalled}
     * @param at when that was last news; null if the cluster does not say
     * @param restartedAt when a restart was asked for, if one was
     */
    record RolloutState(
            String state, @Nullable Instant at, String revision, @Nullable Instant restartedAt) {
        static RolloutState of(Rollout rollout) {
            return new RolloutState(
                    rollout.state().word(),
                    rollout.at().orElse(null),
                    rollout.revision(),
                    rollout.restartedAt().orElse(null));
        }
    }

    /**
     * One workload whole.
     *
     * @param pods by name; at most 200
     * @param may what the cluster lets the console do with it
     */
    record Whole(Item workload, List<PodState> pods, Rights may) {
        static Whole of(ClusterWorkload workload, Rights may) {
            return new Whole(
                    Item.of(workload), workload.pods().stream().map(PodState::of).toList(), may);
        }
    }

    /**
     * A pod.
     *
     * @param status as kubectl shows it
     * @param startedAt null while no node has accepted it
     * @param node empty while it runs nowhere
     */
    record PodState(
            String name,
            String status,
            boolean ready,
            int restarts,
            @Nullable Instant startedAt,
            String node,
            List<String> containers) {
        static PodState of(WorkloadPod pod) {
            return new PodState(
                    pod.name(),
                    pod.status(),
                    pod.ready(),
                    pod.restarts(),
                    pod.startedAt().orElse(null),
                    pod.node(),
                    pod.containers());
        }
    }
}
