package dev.portcullis.console.flows;

import java.util.List;

/**
 * How the guarded workloads stand, as the policies in force say it.
 *
 * @param known false while Kubernetes or the policies could not be read; then the rest is empty
 * @param why why it is not known, or empty
 */
public record Posture(boolean known, String why, List<Guarded> guarded) {
    /** Before anything was read. */
    public static final Posture UNKNOWN =
            new Posture(false, "Kubernetes has not answered yet", List.of());

    public Posture {
        guarded = List.copyOf(guarded);
    }

    /**
     * One guarded workload.
     *
     * @param id its node
     * @param isolated whether a policy isolates it from what comes in
     * @param reachableBy which workloads the policies let through to it, on some port it serves
     * @param of how many workloads were asked about, itself left out
     */
    public record Guarded(String id, boolean isolated, List<String> reachableBy, int of) {
        public Guarded {
            reachableBy = List.copyOf(reachableBy);
        }
    }
}
