package dev.portcullis.traffic.attack;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A session an attacker keeps open, to learn whether closing the gate also ends what was let in before. */
final class HeldSession implements AutoCloseable {

    private final int patienceSeconds;
    private @Nullable Connection session;
    private Held state = Held.NONE;

    /** @param patience how long a ping may take; whole seconds, at least one */
    HeldSession(Duration patience) {
        this.patienceSeconds = (int) Math.max(1, patience.toSeconds());
    }

    /** Keeps this connection if there is no living one yet; otherwise closes it. */
    void offer(Connection connection) {
        if (state == Held.ALIVE) {
            Mysql.closeQuietly(connection);
            return;
        }
        session = connection;
        state = Held.ALIVE;
    }

    /** Asks the kept session for a sign of life. Once cut, it stays cut until another takes its place. */
    Held ping() {
        Connection asked = session;
        if (asked != null && state == Held.ALIVE && !answers(asked)) {
            Mysql.abort(asked);
            session = null;
            state = Held.CUT;
        }
        return state;
    }

    private boolean answers(Connection asked) {
        try {
            return asked.isValid(patienceSeconds);
        } catch (SQLException e) {
            return false;
        }
    }

    @Override
    public void close() {
        Connection last = session;
        if (last != null) {
            Mysql.closeQuietly(last);
        }
    }
}
