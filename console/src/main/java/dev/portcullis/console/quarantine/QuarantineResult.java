package dev.portcullis.console.quarantine;

/** What came of beginning or ending a quarantine. */
public sealed interface QuarantineResult {
    /** The cluster has it, or has it no more. */
    record Done(String policy) implements QuarantineResult {}

    /** It was not done. The sentence says why and what to do next. */
    record Refused(Why why, String sentence) implements QuarantineResult {}

    /** Why it was not done. */
    enum Why {
        /** It must not be: the console, the system, too many, no permission. */
        FORBIDDEN,
        /** It hits a guarded workload, and that was not confirmed. */
        GUARDED,
        /** There is no such workload, or no such quarantine. */
        MISSING,
        /** It is in quarantine already. */
        CONFLICT,
        /** The audit log cannot be written. */
        UNRECORDED,
        /** The cluster did not do it. */
        CLUSTER
    }
}
