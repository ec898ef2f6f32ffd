package dev.portcullis.traffic.attack;

import static java.time.temporal.ChronoUnit.MILLIS;

import dev.portcullis.traffic.JsonLines;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Runs a plan's attempts one after another, and prints a line for each and one at the end.
 *
 * <p>Attempts never overlap: what the network shows between two lines belongs to the first of them.
 */
public final class Attack {

    private static final Duration PING = Duration.ofSeconds(1);

    private final AttackSettings settings;
    private final Clock clock;
    private final JsonLines out;
    private final Mysql mysql;

    public Attack(AttackSettings settings, Clock clock, JsonLines out) {
        this.settings = settings;
        this.clock = clock;
        this.out = out;
        this.mysql = new Mysql(settings);
    }

    /** Makes every attempt, and answers what came of them. */
    public Summary run() throws InterruptedException {
        Map<Outcome, Integer> outcomes = new EnumMap<>(Outcome.class);
        Instant started = now();
        Held last = Held.NONE;
        try (HeldSession held = new HeldSession(PING)) {
            for (int number = 1; number <= settings.attempts(); number++) {
                long began = System.nanoTime();
                Attempt attempt = attempt(number, held);
                out.print(attempt);
                outcomes.merge(attempt.outcome(), 1, Integer::sum);
                last = attempt.held();
                if (number < settings.attempts()) {
                    waitUntil(began + settings.interval().toNanos());
                }
            }
        }
        Summary summary =
                new Summary(
                        settings.plan().planName(),
                        settings.target().toString(),
                        settings.attempts(),
                        outcomes,
                        outcomes.entrySet().stream()
                                .filter(entry -> entry.getKey().gotThrough())
                                .mapToInt(Map.Entry::getValue)
                                .sum(),
                        last,
                        Summary.Verdict.of(outcomes),
                        started,
                        now());
        out.print(new LastLine(settings.drill(), summary));
        return summary;
    }

    private Attempt attempt(int number, HeldSession held) {
        Instant at = now();
        long began = System.nanoTime();
        Tried tried = attempt();
        long elapsed = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began);
        Connection connection = tried.connection();
        if (connection != null) {
            held.offer(connection);
        }
        Failure failure = tried.failure();
        return new Attempt(
                settings.drill(),
                number,
                at,
                settings.target().toString(),
                tried.outcome(),
                failure == null ? null : failure.sqlState(),
                failure == null ? 0 : failure.vendorCode(),
                failure == null ? null : failure.rootCause(),
                elapsed,
                held.ping(),
                tried.rows());
    }

    private Tried attempt() {
        Connection connection = null;
        try {
            connection = mysql.login();
            return switch (settings.plan()) {
                case MYSQL_LOGIN -> new Tried(Outcome.CONNECTED, connection, null, null);
                case MYSQL_EXFILTRATE -> {
                    long rows = Mysql.readableRows(connection);
                    yield new Tried(
                            rows > 0 ? Outcome.DATA_READ : Outcome.CONNECTED,
                            connection,
                            null,
                            rows);
                }
            };
        } catch (SQLException e) {
            Failure failure = Failure.of(e);
            if (connection == null) {
                return new Tried(failure.outcome(), null, failure, null);
            }
            // The login went through, whatever happened to the query after it.
            return new Tried(Outcome.CONNECTED, connection, failure, null);
        }
    }

    private Instant now() {
        return clock.instant().truncatedTo(MILLIS);
    }

    private static void waitUntil(long nanoTime) throws InterruptedException {
        long left = nanoTime - System.nanoTime();
        if (left > 0) {
            TimeUnit.NANOSECONDS.sleep(left);
        }
    }

    private record Tried(
            Outcome outcome,
            @Nullable Connection connection,
            @Nullable Failure failure,
            @Nullable Long rows) {}

    private record LastLine(String drill, Summary summary) {}
}
