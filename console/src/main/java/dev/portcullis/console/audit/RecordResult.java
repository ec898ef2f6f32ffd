package dev.portcullis.console.audit;

/** Whether something could be written to the audit log, and so may be done. */
public sealed interface RecordResult {
    /** It is written; end it with {@link AuditLog#outcome} under this number. */
    record Recorded(long seq) implements RecordResult {}

    /** It could not be written, so it must not be done. */
    record Unwritable(String why) implements RecordResult {}
}
