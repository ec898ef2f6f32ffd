package dev.portcullis.console.audit;

import dev.portcullis.console.audit.internal.AuditLogFixture;
import java.time.Clock;
import javax.sql.DataSource;

/** Audit logs for tests of other features. */
public final class TestAuditLogs {
    private TestAuditLogs() {}

    /** A real one in that database. */
    public static AuditLog in(DataSource store, Clock clock) {
        return AuditLogFixture.in(store, clock);
    }
}
