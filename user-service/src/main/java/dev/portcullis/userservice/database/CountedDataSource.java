package dev.portcullis.userservice.database;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/** A pool whose failures to give a connection are counted. */
final class CountedDataSource extends DelegatingDataSource {

    private final SqlErrors errors;

    CountedDataSource(DataSource pool, SqlErrors errors) {
        super(pool);
        this.errors = errors;
    }

    @Override
    public Connection getConnection() throws SQLException {
        try {
            return super.getConnection();
        } catch (SQLException e) {
            errors.count(e);
            throw e;
        }
    }
}
