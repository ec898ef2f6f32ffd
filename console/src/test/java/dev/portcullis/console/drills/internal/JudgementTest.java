package dev.portcullis.console.drills.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.console.drills.Attempt;
import dev.portcullis.console.drills.ClientOutcome;
import dev.portcullis.console.drills.DrillPlan;
import dev.portcullis.console.drills.DrillVerdict;
import dev.portcullis.console.drills.Evidence;
import dev.portcullis.console.drills.Sighting;
import dev.portcullis.console.drills.TestDrills;
import java.util.List;
import org.junit.jupiter.api.Test;

class JudgementTest {

    @Test
    void everyAttemptDeniedAndReportedIsBlocked() {
        var judgement = judge(List.of(denied(1), denied(2)));

        assertThat(judgement.verdict()).isEqualTo(DrillVerdict.BLOCKED);
        assertThat(judgement.why())
                .isEqualTo("All 2 attempts failed, and the network reported a denial for each.");
    }

    @Test
    void aTimeoutWithoutAReportedDenialProvesNothing() {
        var judgement = judge(List.of(denied(1), silent(2)));

        assertThat(judgement.verdict()).isEqualTo(DrillVerdict.INCONCLUSIVE);
        assertThat(judgement.why()).contains("only for 1 of them");
    }

    @Test
    void aDropWithoutThePolicysVerdictProvesNothing() {
        var half =
                new Attempt(
                        denied(1).client(),
                        new Evidence(Sighting.DENIED, 0, 1, 0, "", List.of(), 1L, 1L));

        assertThat(judge(List.of(half, denied(2))).verdict()).isEqualTo(DrillVerdict.INCONCLUSIVE);
    }

    @Test
    void oneThatGotThroughIsExposedWhateverTheOthersSay() {
        var judgement = judge(List.of(denied(1), TestDrills.throughAttempt(2)));

        assertThat(judgement.verdict()).isEqualTo(DrillVerdict.EXPOSED);
        assertThat(judgement.why()).isEqualTo("1 of 2 attempts reached the target.");
    }

    @Test
    void aTargetThatIsDownIsNotBlocked() {
        var refused =
                new Attempt(
                        TestDrills.line(2, ClientOutcome.REFUSED, "08S01", 0),
                        new Evidence(Sighting.ALLOWED, 0, 0, 0, "", List.of(), null, null));

        var judgement = judge(List.of(denied(1), refused));

        assertThat(judgement.verdict()).isEqualTo(DrillVerdict.INCONCLUSIVE);
        assertThat(judgement.why()).contains("may be down");
    }

    @Test
    void fewerAttemptsThanPlannedSayWhy() {
        var judgement =
                Judgement.of(
                        DrillPlan.MYSQL_LOGIN,
                        2,
                        List.of(denied(1)),
                        0,
                        "the attacker ended early (exit code 1)");

        assertThat(judgement.verdict()).isEqualTo(DrillVerdict.INCONCLUSIVE);
        assertThat(judgement.why())
                .isEqualTo("Only 1 attempt of 2 made: the attacker ended early (exit code 1).");
    }

    @Test
    void lostEventsAreSaidWhereTheyMatter() {
        var judgement = Judgement.of(DrillPlan.MYSQL_LOGIN, 1, List.of(silent(1)), 12, "");

        assertThat(judgement.why()).contains("12 events were lost");
    }

    @Test
    void aRequestThatTheProxyRefusedIsADenialWithoutAnyDrop() {
        var refused =
                new Attempt(
                        TestDrills.line(1, ClientOutcome.HTTP_403, "", 0),
                        new Evidence(Sighting.DENIED, 0, 0, 1, "", List.of(), 1L, 1L));

        assertThat(Judgement.of(DrillPlan.API_DELETE, 1, List.of(refused), 0, "").verdict())
                .isEqualTo(DrillVerdict.BLOCKED);
    }

    @Test
    void aRefusalThatNoProxyReportsProvesNothing() {
        var refused =
                new Attempt(
                        TestDrills.line(1, ClientOutcome.HTTP_403, "", 0),
                        new Evidence(Sighting.ALLOWED, 0, 0, 0, "", List.of(), null, null));

        assertThat(Judgement.of(DrillPlan.API_DELETE, 1, List.of(refused), 0, "").verdict())
                .isEqualTo(DrillVerdict.INCONCLUSIVE);
    }

    @Test
    void aScannerHasWhatItWantedOnceItsPacketArrives() {
        var closedPort =
                new Attempt(
                        TestDrills.line(1, ClientOutcome.REFUSED, "", 0),
                        new Evidence(Sighting.ALLOWED, 0, 0, 0, "", List.of(), null, null));

        assertThat(Judgement.of(DrillPlan.PORT_SCAN, 1, List.of(closedPort), 0, "").verdict())
                .isEqualTo(DrillVerdict.EXPOSED);
    }

    @Test
    void aRelayThatIsAwayIsNamedAsTheReason() {
        var judgement =
                Judgement.of(
                        DrillPlan.MYSQL_LOGIN,
                        1,
                        List.of(silent(1)),
                        0,
                        "no flows arrive: relay is away");

        assertThat(judgement.verdict()).isEqualTo(DrillVerdict.INCONCLUSIVE);
        assertThat(judgement.why()).contains("relay is away");
    }

    private static Judgement judge(List<Attempt> attempts) {
        return Judgement.of(DrillPlan.MYSQL_LOGIN, attempts.size(), attempts, 0, "");
    }

    private static Attempt denied(int number) {
        return TestDrills.blockedAttempt(number);
    }

    private static Attempt silent(int number) {
        return new Attempt(denied(number).client(), Evidence.NONE);
    }
}
