package dev.portcullis.console.access.internal;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Counts failed sign-ins per account and per address. Kept in the database, so that a restart lifts
 * no lock. Unknown account names are counted by address only, or an attacker could fill the table.
 */
final class SignInFailures {
    /** Failures of one account within {@link #ACCOUNT_WINDOW} that lock it. */
    static final int PER_ACCOUNT = 5;

    /** Failures from one address within {@link #ADDRESS_WINDOW} that lock it out. */
    static final int PER_ADDRESS = 20;

    static final Duration ACCOUNT_WINDOW = Duration.ofMinutes(5);
    static final Duration ADDRESS_WINDOW = Duration.ofMinutes(1);

    private final JdbcClient jdbc;
    private final Clock clock;

    SignInFailures(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    boolean isAccountLocked(String account) {
        return count("account " + account, ACCOUNT_WINDOW) >= PER_ACCOUNT;
    }

    boolean isAddressLocked(String address) {
        return count("address " + address, ADDRESS_WINDOW) >= PER_ADDRESS;
    }

    void accountFailed(String account) {
        add("account " + account);
    }

    void addressFailed(String address) {
        add("address " + address);
    }

    /** After a success the account starts afresh; the address does not. */
    void accountSucceeded(String account) {
        jdbc.sql("delete from sign_in_failure where bucket = :bucket")
                .param("bucket", "account " + account)
                .update();
    }

    private void add(String bucket) {
        var now = clock.instant();
        jdbc.sql("delete from sign_in_failure where at < :end")
                .param("end", at(now.minus(ACCOUNT_WINDOW)))
                .update();
        jdbc.sql("insert into sign_in_failure (at, bucket) values (:at, :bucket)")
                .param("at", at(now))
                .param("bucket", bucket)
                .update();
    }

    private int count(String bucket, Duration window) {
        return jdbc.sql(
                        "select count(*) from sign_in_failure where bucket = :bucket and at >= :start")
                .param("bucket", bucket)
                .param("start", at(clock.instant().minus(window)))
                .query(Integer.class)
                .single();
    }

    private static Timestamp at(Instant instant) {
        return Timestamp.from(instant);
    }
}
