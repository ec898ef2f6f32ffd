package dev.portcullis.traffic.attack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.sql.SQLException;
import java.sql.SQLRecoverableException;
import org.junit.jupiter.api.Test;

class FailureTest {

    @Test
    void aTimeoutDeepInTheChainIsATimeout() {
        Failure failure =
                Failure.of(
                        new SQLRecoverableException(
                                "Communications link failure",
                                "08S01",
                                new IOException(new SocketTimeoutException("Connect timed out"))));

        assertThat(failure)
                .isEqualTo(
                        new Failure(
                                Outcome.TIMEOUT,
                                "08S01",
                                0,
                                "SocketTimeoutException: Connect timed out"));
    }

    @Test
    void theKernelsOwnTimeoutIsATimeoutToo() {
        Failure failure = Failure.of(new ConnectException("Connection timed out"));

        assertThat(failure.outcome()).isEqualTo(Outcome.TIMEOUT);
    }

    @Test
    void aServersNumberProvesThatTheWayWasOpen() {
        assertThat(Failure.of(new SQLException("Access denied", "28000", 1045)).outcome())
                .isEqualTo(Outcome.AUTH_FAILED);
        assertThat(Failure.of(new SQLException("Too many connections", "08004", 1040)).outcome())
                .isEqualTo(Outcome.AUTH_FAILED);
    }

    @Test
    void anUnknownNameIsNotTakenForABlockedWay() {
        Failure failure =
                Failure.of(new SQLException("x", "08S01", new UnknownHostException("mysql")));

        assertThat(failure.outcome()).isEqualTo(Outcome.UNRESOLVED);
        assertThat(failure.outcome().lookedBlocked()).isFalse();
    }

    @Test
    void aCircleOfCausesEnds() {
        IOException outer = new IOException("outer");
        IOException inner = new IOException("inner", outer);
        outer.initCause(inner);

        assertThat(Failure.of(outer).outcome()).isEqualTo(Outcome.FAILED);
    }
}
