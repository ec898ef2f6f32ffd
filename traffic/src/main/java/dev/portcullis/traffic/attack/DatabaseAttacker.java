package dev.portcullis.traffic.attack;

import java.sql.Connection;
import java.sql.SQLException;

/** Logs in to the database, and counts what it may read if the plan says so. */
final class DatabaseAttacker implements Attacker {

    private final Mysql mysql;
    private final Target target;
    private final boolean reads;

    DatabaseAttacker(AttackSettings settings, boolean reads) {
        this.mysql = new Mysql(settings);
        this.target = settings.target();
        this.reads = reads;
    }

    @Override
    public Tried attempt(int number) {
        Connection connection = null;
        try {
            connection = mysql.login();
            if (!reads) {
                return new Tried(target, Outcome.CONNECTED, connection, null, null);
            }
            long rows = Mysql.readableRows(connection);
            return new Tried(
                    target,
                    rows > 0 ? Outcome.DATA_READ : Outcome.CONNECTED,
                    connection,
                    null,
                    rows);
        } catch (SQLException e) {
            return connection == null
                    ? Tried.failed(target, e)
                    // The login went through, whatever happened to the query after it.
                    : new Tried(target, Outcome.CONNECTED, connection, Failure.of(e), null);
        }
    }
}
