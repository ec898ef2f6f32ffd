package dev.portcullis.console.drills.internal;

import dev.portcullis.console.audit.AuditEntry;
import dev.portcullis.console.audit.AuditEvent;
import dev.portcullis.console.audit.AuditLog;
import dev.portcullis.console.audit.AuditQuery;
import dev.portcullis.console.audit.Outcome;
import dev.portcullis.console.audit.RecordResult;
import dev.portcullis.console.audit.Verification;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** An audit log that a test can read back, or break. */
final class InMemoryAuditLog implements AuditLog {
    private final List<String> actions = new CopyOnWriteArrayList<>();
    private final List<String> details = new CopyOnWriteArrayList<>();
    private boolean failing;

    /** From now on nothing can be written. */
    void fail() {
        failing = true;
    }

    List<String> actions() {
        return actions;
    }

    /** The details of the outcomes, in order. */
    List<String> details() {
        return details;
    }

    @Override
    public RecordResult record(AuditEvent event) {
        if (failing) {
            return new RecordResult.Unwritable("The disk is full.");
        }
        actions.add(event.action());
        return new RecordResult.Recorded(actions.size());
    }

    @Override
    public void outcome(long seq, Outcome outcome, String detail) {
        details.add(detail);
    }

    @Override
    public List<AuditEntry> newest(AuditQuery query, int offset, int limit) {
        return List.of();
    }

    @Override
    public int count(AuditQuery query) {
        return actions.size();
    }

    @Override
    public Verification verify() {
        return new Verification.Intact(actions.size());
    }

    @Override
    public Registration onEntry(Runnable listener) {
        return () -> {};
    }
}
