package dev.portcullis.userservice.database;

import io.micrometer.core.instrument.MeterRegistry;
import java.sql.SQLException;
import org.springframework.jdbc.support.SQLExceptionTranslator;

/**
 * Counts what the database or the way to it answered instead of a result: {@code sql_errors_total} by SQLState and the
 * server's number, so that 08S01/0 (nobody answers) can be told from 28000/1045 (wrong password).
 */
final class SqlErrors {

    private final MeterRegistry meters;

    SqlErrors(MeterRegistry meters) {
        this.meters = meters;
    }

    /** Counts an error by the innermost SQL exception: a pool wraps what really happened. */
    void count(SQLException error) {
        SQLException innermost = error;
        for (Throwable cause = error.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql) {
                innermost = sql;
            }
            if (cause == cause.getCause()) {
                break;
            }
        }
        String state = innermost.getSQLState();
        meters.counter(
                        "sql.errors",
                        "sqlstate",
                        state == null ? "none" : state,
                        "vendor_code",
                        Integer.toString(innermost.getErrorCode()))
                .increment();
    }

    /** A translator that counts what it translates. */
    SQLExceptionTranslator counting(SQLExceptionTranslator translator) {
        return (task, sql, error) -> {
            count(error);
            return translator.translate(task, sql, error);
        };
    }
}
