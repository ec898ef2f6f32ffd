package dev.portcullis.traffic.attack;

import com.mysql.cj.jdbc.Driver;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/** The database as a client meets it: sessions that give up in time, over TLS. */
final class Mysql {

    private static final int MOST_TABLES = 50;

    private final AttackSettings settings;

    Mysql(AttackSettings settings) {
        this.settings = settings;
    }

    /** Connects and logs in; a packet that is never answered costs the timeout once, not for ever. */
    Connection login() throws SQLException {
        Duration timeout = settings.timeout();
        Properties properties = new Properties();
        properties.setProperty("user", settings.username());
        properties.setProperty("password", settings.password());
        properties.setProperty("sslMode", "REQUIRED");
        properties.setProperty("connectTimeout", Long.toString(timeout.toMillis()));
        properties.setProperty("socketTimeout", Long.toString(timeout.toMillis()));
        properties.setProperty("tcpKeepAlive", "true");
        Connection connection =
                new Driver().connect("jdbc:mysql://" + settings.target() + "/", properties);
        if (connection == null) {
            throw new SQLException("the driver does not take " + settings.target(), "08001");
        }
        return connection;
    }

    /** How many rows the account can read, in the first fifty tables that are not the server's own. */
    static long readableRows(Connection connection) throws SQLException {
        List<String> tables = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet found =
                        statement.executeQuery(
                                """
                                SELECT table_schema, table_name
                                  FROM information_schema.tables
                                 WHERE table_schema NOT IN
                                       ('information_schema', 'performance_schema', 'mysql', 'sys')
                                 ORDER BY table_schema, table_name
                                 LIMIT %d
                                """
                                        .formatted(MOST_TABLES))) {
            while (found.next()) {
                tables.add(quoted(found.getString(1)) + "." + quoted(found.getString(2)));
            }
        }
        long rows = 0;
        for (String table : tables) {
            rows += count(connection, table);
        }
        return rows;
    }

    private static long count(Connection connection, String table) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet counted = statement.executeQuery("SELECT COUNT(*) FROM " + table)) {
            return counted.next() ? counted.getLong(1) : 0;
        }
    }

    private static String quoted(String name) {
        return "`" + name.replace("`", "``") + "`";
    }

    static void closeQuietly(Connection connection) {
        try {
            connection.close();
        } catch (SQLException e) {
            abort(connection);
        }
    }

    /** Drops the socket without a farewell, which would only wait for an answer. */
    static void abort(Connection connection) {
        try {
            connection.abort(Runnable::run);
        } catch (SQLException e) {
            // It is gone already, which is what was wanted.
        }
    }
}
