package dev.portcullis.traffic.attack;

import static java.time.temporal.ChronoUnit.MILLIS;

import dev.portcullis.traffic.JsonLines;
import java.sql.Connection;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

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
    private final Attacker attacker;

    public Attack(AttackSettings settings, Clock clock, JsonLines out) {
        this.settings = settings;
        this.clock = clock;
        this.out = out;
        this.attacker = Attacker.of(settings);
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
        Attacker.Tried tried = attacker.attempt(number);
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
                tried.target().toString(),
                tried.outcome(),
                failure == null ? null : failure.sqlState(),
                failure == null ? 0 : failure.vendorCode(),
                failure == null ? null : failure.rootCause(),
                elapsed,
                held.ping(),
                tried.rows());
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

    private record LastLine(String drill, Summary summary) {}
}
