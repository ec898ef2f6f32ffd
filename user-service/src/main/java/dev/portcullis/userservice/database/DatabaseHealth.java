package dev.portcullis.userservice.database;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/** Whether requests can be served: the tables are there, and the database answers within a second. */
final class DatabaseHealth implements HealthIndicator {

    private static final int SECONDS = 1;

    private final DataSource dataSource;
    private final Migrations migrations;

    DatabaseHealth(DataSource dataSource, Migrations migrations) {
        this.dataSource = dataSource;
        this.migrations = migrations;
    }

    @Override
    public Health health() {
        if (!migrations.areDone()) {
            return Health.down().withDetail("reason", "the tables are not up to date yet").build();
        }
        try (Connection connection = dataSource.getConnection()) {
            return connection.isValid(SECONDS)
                    ? Health.up().build()
                    : Health.down().withDetail("reason", "the database does not answer").build();
        } catch (SQLException e) {
            return Health.down()
                    .withDetail("reason", "no connection to the database")
                    .withDetail("sqlState", String.valueOf(e.getSQLState()))
                    .build();
        }
    }
}
