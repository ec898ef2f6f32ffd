package dev.portcullis.traffic.attack;

import java.sql.Connection;
import org.jspecify.annotations.Nullable;

/** One plan's way of trying. */
@FunctionalInterface
interface Attacker {

    /**
     * Tries once; a failure is an answer, never an exception.
     *
     * @param number which attempt, counted from 1
     */
    Tried attempt(int number);

    /**
     * What came of trying.
     *
     * @param target where it went
     * @param connection a session that stands; the caller closes it
     * @param failure why it failed; null if it did not
     * @param rows what the account could read; only of plans that count rows
     */
    record Tried(
            Target target,
            Outcome outcome,
            @Nullable Connection connection,
            @Nullable Failure failure,
            @Nullable Long rows) {

        static Tried of(Target target, Outcome outcome) {
            return new Tried(target, outcome, null, null, null);
        }

        static Tried failed(Target target, Exception thrown) {
            Failure failure = Failure.of(thrown);
            return new Tried(target, failure.outcome(), null, failure, null);
        }
    }

    /** The attacker of the settings' plan. */
    static Attacker of(AttackSettings settings) {
        return switch (settings.plan()) {
            case MYSQL_LOGIN, LABEL_IMPOSTOR -> new DatabaseAttacker(settings, false);
            case MYSQL_EXFILTRATE -> new DatabaseAttacker(settings, true);
            case PORT_SCAN -> new PortScanner(settings);
            case API_DELETE -> new ApiDeleter(settings);
            case DB_EGRESS -> number -> Knock.at(settings.target(), settings.timeout());
        };
    }
}
