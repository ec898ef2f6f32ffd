package dev.portcullis.console.policies;

import java.util.List;

/** What came of moving a gate. */
public sealed interface ToggleResult {
    /**
     * It moved.
     *
     * @param policy as it is now
     * @param steps what was done, a sentence each
     * @param kubectl commands that do the same by hand
     */
    record Moved(PolicyEntry policy, List<String> steps, String kubectl) implements ToggleResult {
        public Moved {
            steps = List.copyOf(steps);
        }
    }

    /** It was there already. */
    record Unchanged(PolicyEntry policy) implements ToggleResult {}

    /** It did not move, or stopped between two steps. The sentence says why and what to do next. */
    record Refused(Why why, String sentence) implements ToggleResult {}

    /** Why a gate did not move. */
    enum Why {
        /** There is no such policy, neither in the cluster nor parked. */
        MISSING,
        /** Somebody else changed it. */
        CONFLICT,
        /** The cluster does not let the console do it. */
        FORBIDDEN,
        /** The cluster does not take the manifest. */
        INVALID,
        /** The audit log cannot be written. */
        UNRECORDED,
        /** The Kubernetes API does not answer; nothing was changed. */
        SILENT,
        /** One step was done and the next was not: nothing is lost, the state shows it. */
        HALFWAY
    }
}
