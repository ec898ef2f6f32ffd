package dev.portcullis.console.workloads;

/** What can be done to a workload. */
public sealed interface WorkloadChange {
    /** The most pods that can be asked for here; more is asked for by hand. */
    int MOST_REPLICAS = 50;

    /**
     * Another number of pods.
     *
     * @param from what the person saw; if it is another number by now, nothing is changed
     */
    record Scale(int from, int to) implements WorkloadChange {
        /** @throws IllegalArgumentException if {@code to} is not from 0 to {@link #MOST_REPLICAS} */
        public Scale {
            if (to < 0 || to > MOST_REPLICAS) {
                throw new IllegalArgumentException(
                        "replicas must be from 0 to %d, not %d".formatted(MOST_REPLICAS, to));
            }
        }
    }

    /** New pods instead of the old ones, in the manner of the workload's rollout. */
    record Restart() implements WorkloadChange {}

    /** The command that does the same by hand. */
    default String kubectl(WorkloadId id) {
        return switch (this) {
            case Scale scale ->
                    "kubectl -n %s scale %s --current-replicas=%d --replicas=%d"
                            .formatted(id.namespace(), id.kubectl(), scale.from(), scale.to());
            case Restart _ ->
                    "kubectl -n %s rollout restart %s".formatted(id.namespace(), id.kubectl());
        };
    }
}
