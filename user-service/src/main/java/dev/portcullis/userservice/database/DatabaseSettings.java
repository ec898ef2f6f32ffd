package dev.portcullis.userservice.database;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How to reach the database.
 *
 * @param url where, as JDBC has it; what it does not say about time-outs is added
 * @param username the account for daily work: rows only, no tables
 * @param password its password
 * @param migrationUsername the account that may create and alter tables; used at the start only
 * @param migrationPassword its password
 * @param poolSize how many connections at most
 * @param acquireTimeout how long a request waits for a connection before it is told to come back later
 * @param connectTimeout how long making a connection may take
 * @param socketTimeout how long the database may be silent before a connection is given up
 */
@ConfigurationProperties("database")
record DatabaseSettings(
        String url,
        String username,
        @DefaultValue("") String password,
        String migrationUsername,
        @DefaultValue("") String migrationPassword,
        @DefaultValue("8") int poolSize,
        @DefaultValue("1500ms") Duration acquireTimeout,
        @DefaultValue("2s") Duration connectTimeout,
        @DefaultValue("3s") Duration socketTimeout) {

    DatabaseSettings {
        require(url, "DB_URL", "for example jdbc:mysql://mysql:3306/users");
        require(username, "DB_USERNAME", "the account without rights on tables");
        require(migrationUsername, "MIGRATION_USERNAME", "the account that may create tables");
        if (poolSize < 1 || poolSize > 200) {
            throw new IllegalArgumentException("database.pool-size is 1 to 200, not " + poolSize);
        }
    }

    @SuppressWarnings("ConstantValue") // what is not set arrives as null, whatever the type says
    private static void require(String value, String variable, String hint) {
        if (value == null || value.isBlank()) {
            throw new IllegalArgumentException(variable + " is not set; it is " + hint);
        }
    }

    /** The URL, with time-outs: without them a connection cut by a policy would hang for ever. */
    String boundedUrl() {
        String bounded = with(url, "connectTimeout", Long.toString(connectTimeout.toMillis()));
        bounded = with(bounded, "socketTimeout", Long.toString(socketTimeout.toMillis()));
        bounded = with(bounded, "tcpKeepAlive", "true");
        bounded = with(bounded, "cachePrepStmts", "true");
        return with(bounded, "useServerPrepStmts", "true");
    }

    private static String with(String url, String property, String value) {
        if (url.contains("?" + property + "=") || url.contains("&" + property + "=")) {
            return url;
        }
        return url + (url.contains("?") ? "&" : "?") + property + "=" + value;
    }

    @Override
    public String toString() {
        return "DatabaseSettings[" + username + " at " + url.replaceAll("\\?.*", "") + "]";
    }
}
