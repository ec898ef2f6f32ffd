package dev.portcullis.console.workloads;

import java.util.List;

/**
 * A workload as the cluster has it now; a value.
 *
 * @param guarded whether it carries the label {@code portcullis.dev/guarded=true}
 * @param wanted how many pods it shall have
 * @param ready how many are ready
 * @param restarts how often the containers of its pods were restarted
 * @param images of its containers, without repeats
 * @param ingress whether a policy isolates all its pods from what comes in
 * @param egress the same for what goes out
 * @param selectedBy the policies that select one of its pods, as {@code namespace/name}
 * @param rollout the newest change of its template
 * @param owner who else keeps it in its place, such as Argo CD; empty for nobody
 * @param pods its pods, by name; at most {@link #MOST_PODS}
 */
public record ClusterWorkload(
        WorkloadId id,
        boolean guarded,
        int wanted,
        int ready,
        int restarts,
        List<String> images,
        Isolation ingress,
        Isolation egress,
        List<String> selectedBy,
        Rollout rollout,
        String owner,
        List<WorkloadPod> pods) {
    /** More pods are counted, and not listed. */
    public static final int MOST_PODS = 200;

    public ClusterWorkload {
        images = List.copyOf(images);
        selectedBy = List.copyOf(selectedBy);
        pods = List.copyOf(pods);
    }

    /** Whether policies isolate it in one direction. */
    public enum Isolation {
        ISOLATED("isolated"),
        OPEN("not isolated"),
        /** It has no pods, or the policies are not known. */
        UNKNOWN("not known");

        private final String word;

        Isolation(String word) {
            this.word = word;
        }

        /** The word on screen and in JSON. */
        public String word() {
            return word;
        }
    }
}
