package dev.portcullis.console;

import java.util.UUID;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.h2.jdbcx.JdbcConnectionPool;

/** Databases of the console for a single test. */
public final class TestStores {
    private TestStores() {}

    /** A fresh one in memory, migrated. */
    public static DataSource fresh() {
        var source =
                JdbcConnectionPool.create(
                        "jdbc:h2:mem:%s;DB_CLOSE_DELAY=-1".formatted(UUID.randomUUID()), "sa", "");
        Flyway.configure().dataSource(source).load().migrate();
        return source;
    }
}
