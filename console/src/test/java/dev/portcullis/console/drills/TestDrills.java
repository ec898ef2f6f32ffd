package dev.portcullis.console.drills;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Drills as a reader meets them. */
public final class TestDrills {
    public static final Instant START = Instant.parse("2026-11-22T12:00:00Z");
    public static final DrillId ID = new DrillId("k7m2x9qa");

    private TestDrills() {}

    /** A drill whose every attempt was denied, cleaned up. */
    public static Drill blocked() {
        return ended(DrillVerdict.BLOCKED, List.of(blockedAttempt(1), blockedAttempt(2)));
    }

    /** A drill of which the second attempt got through. */
    public static Drill exposed() {
        return ended(DrillVerdict.EXPOSED, List.of(blockedAttempt(1), throughAttempt(2)));
    }

    /** A drill that runs, with one attempt made. */
    public static Drill running() {
        return drill(
                DrillState.RUNNING,
                Optional.empty(),
                "The attack runs.",
                List.of(blockedAttempt(1)));
    }

    /** The same drill, explained in other words. */
    public static Drill because(Drill drill, String why) {
        return drill(drill.state(), drill.verdict(), why, drill.attempts());
    }

    public static Attempt blockedAttempt(int number) {
        return new Attempt(
                line(number, ClientOutcome.TIMEOUT, "08S01", 0),
                new Evidence(
                        Sighting.DENIED,
                        2,
                        2,
                        0,
                        "Default deny by users/mysql-ingress",
                        List.of("users/mysql-ingress"),
                        38L,
                        210L));
    }

    public static Attempt throughAttempt(int number) {
        return new Attempt(
                line(number, ClientOutcome.AUTH_FAILED, "28000", 1045),
                new Evidence(
                        Sighting.ALLOWED,
                        0,
                        0,
                        0,
                        "No policy isolates mysql",
                        List.of(),
                        null,
                        null));
    }

    public static ClientLine line(int number, ClientOutcome outcome, String sqlState, int code) {
        return new ClientLine(
                number,
                "mysql.users.svc.cluster.local:3306",
                START.plusSeconds(3L * number),
                outcome,
                sqlState,
                code,
                "SocketTimeoutException: Connect timed out",
                2_004,
                HeldSession.NONE,
                null);
    }

    private static Drill ended(DrillVerdict verdict, List<Attempt> attempts) {
        return drill(DrillState.CLEANED, Optional.of(verdict), "It ended as it ended.", attempts);
    }

    private static Drill drill(
            DrillState state, Optional<DrillVerdict> verdict, String why, List<Attempt> attempts) {
        return new Drill(
                ID,
                DrillPlan.MYSQL_LOGIN,
                2,
                Duration.ofMillis(500),
                "users/mysql:3306",
                Placement.OUTSIDE,
                "drills",
                "intruder",
                "operator",
                START,
                Optional.of(START.plusSeconds(2)),
                verdict.map(_ -> START.plusSeconds(12)),
                state,
                verdict,
                why,
                attempts,
                new Control(
                        "shop/storefront",
                        List.of(
                                new Control.Sample(START.plusSeconds(3), 8, 0, 4.1),
                                new Control.Sample(START.plusSeconds(4), 7, 1, 9.6)),
                        ""),
                List.of(new PolicySpan(START, "denied")),
                0,
                "",
                Optional.empty(),
                42);
    }
}
