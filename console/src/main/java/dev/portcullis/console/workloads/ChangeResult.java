package dev.portcullis.console.workloads;

/** What came of a change. */
public sealed interface ChangeResult {
    /** The cluster took it; its controllers carry it out now. */
    record Accepted(String sentence, String kubectl) implements ChangeResult {}

    /** Nothing was changed. The sentence says why and what to do next. */
    record Refused(Why why, String sentence) implements ChangeResult {}

    /** Why nothing was changed. */
    enum Why {
        /** There is no such workload any more. */
        MISSING,
        /** Somebody else changed it first. */
        CONFLICT,
        /** The cluster does not let the console do it, or the console not this user. */
        FORBIDDEN,
        /** It cannot be done to this kind, or the cluster does not take it. */
        INVALID,
        /** The audit log cannot be written. */
        UNRECORDED,
        /** The Kubernetes API does not answer; whether it was done is not known. */
        SILENT
    }
}
