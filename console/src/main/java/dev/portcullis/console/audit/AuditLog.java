package dev.portcullis.console.audit;

import java.util.List;

/** What was done through this console, by whom and why. Lines are added, never changed. */
public interface AuditLog {
    /** Writes down what is about to be done. It may be done only if this succeeds. */
    RecordResult record(AuditEvent event);

    /**
     * Writes down how it ended.
     *
     * @param seq the number that {@link #record} gave
     * @param detail a sentence; may be empty
     */
    void outcome(long seq, Outcome outcome, String detail);

    /** The newest lines first, leaving out {@code offset} of them. */
    List<AuditEntry> newest(AuditQuery query, int offset, int limit);

    /** How many lines match. */
    int count(AuditQuery query);

    /** Walks the whole chain and says whether anybody has changed it. */
    Verification verify();

    /** Calls back after every line written, on the writer's thread. */
    Registration onEntry(Runnable listener);

    /** Ends the calls. */
    interface Registration extends AutoCloseable {
        @Override
        void close();
    }
}
