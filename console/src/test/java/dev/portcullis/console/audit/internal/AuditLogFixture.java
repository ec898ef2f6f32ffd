package dev.portcullis.console.audit.internal;

import dev.portcullis.console.audit.AuditLog;
import java.time.Clock;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Opens the JDBC audit log without Spring. */
public final class AuditLogFixture {
    private AuditLogFixture() {}

    /** In that database, with a key of its own. */
    public static AuditLog in(DataSource store, Clock clock) {
        return new JdbcAuditLog(
                JdbcClient.create(store),
                new TransactionTemplate(new JdbcTransactionManager(store)),
                new HashChain(AuditKey.random()),
                clock);
    }
}
