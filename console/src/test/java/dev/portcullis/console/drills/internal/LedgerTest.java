package dev.portcullis.console.drills.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.console.drills.ClientLine;
import dev.portcullis.console.drills.ClientOutcome;
import dev.portcullis.console.drills.DrillId;
import dev.portcullis.console.drills.Evidence;
import dev.portcullis.console.drills.HeldSession;
import dev.portcullis.console.drills.Sighting;
import dev.portcullis.console.drills.TestDrillFlows;
import dev.portcullis.console.drills.TestDrills;
import dev.portcullis.hubble.Flow;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LedgerTest {
    private static final DrillId DRILL = TestDrills.ID;
    private static final Instant T0 = TestDrills.START;

    private final Ledger ledger =
            new Ledger(
                    DRILL, new AttackRoute.Target.OfWorkload("users", "mysql", 3306, Set.of(3306)));

    @Test
    void eachAttemptGetsTheDenialsOfItsOwnConnection() {
        attempt(1, 0);
        attempt(2, 3_000);
        see(TestDrillFlows.denied(DRILL, T0.plusMillis(20), 40_001));
        see(TestDrillFlows.denied(DRILL, T0.plusMillis(1_020), 40_001));
        see(TestDrillFlows.denied(DRILL, T0.plusMillis(3_015), 40_002));

        assertThat(evidence(1).sighting()).isEqualTo(Sighting.DENIED);
        assertThat(evidence(1).policyVerdicts()).isEqualTo(2);
        assertThat(evidence(1).drops()).isEqualTo(2);
        assertThat(evidence(1).firstDropMs()).isEqualTo(20);
        assertThat(evidence(2).policyVerdicts()).isEqualTo(1);
        assertThat(evidence(2).firstDropMs()).isEqualTo(15);
    }

    @Test
    void aRepeatedPacketBelongsToItsConnectionEvenIfTheNextAttemptHasBegun() {
        attempt(1, 0);
        attempt(2, 2_000);
        see(TestDrillFlows.denied(DRILL, T0.plusMillis(10), 40_001));
        see(TestDrillFlows.denied(DRILL, T0.plusMillis(2_500), 40_001));

        assertThat(evidence(1).drops()).isEqualTo(2);
        assertThat(evidence(2)).isEqualTo(Evidence.NONE);
    }

    @Test
    void detectionIsWhenTheConsoleKnewNotWhenItHappened() {
        attempt(1, 0);
        for (var flow : TestDrillFlows.denied(DRILL, T0.plusMillis(20), 40_001)) {
            ledger.add(flow, T0.plusMillis(230), () -> PolicyVoice.Said.NOTHING);
        }

        assertThat(evidence(1).detectedMs()).isEqualTo(230);
    }

    @Test
    void aDefaultDenyIsExplainedByThePolicyEngine() {
        attempt(1, 0);
        see(TestDrillFlows.denied(DRILL, T0.plusMillis(20), 40_001));

        assertThat(evidence(1).reason()).isEqualTo("Default deny by users/mysql-ingress");
        assertThat(evidence(1).policies()).containsExactly("users/mysql-ingress");
    }

    @Test
    void whatThePoliciesCannotExplainKeepsTheReasonOfTheDrop() {
        attempt(1, 0);
        var flow = TestDrillFlows.drop(DRILL, T0.plusMillis(20), 40_001);
        ledger.add(flow, T0.plusMillis(30), () -> PolicyVoice.Said.NOTHING);

        assertThat(evidence(1).reason()).isEqualTo("Policy denied");
        assertThat(evidence(1).provesDenial()).isFalse();
    }

    @Test
    void leavingTheAttackerIsNotArrivingAtTheTarget() {
        attempt(1, 0);
        see(List.of(TestDrillFlows.left(DRILL, T0.plusMillis(5), 40_001)));

        assertThat(evidence(1).sighting()).isEqualTo(Sighting.NOT_OBSERVED);
    }

    @Test
    void anArrivalNamesThePolicyThatAllowedIt() {
        attempt(1, 0);
        see(List.of(TestDrillFlows.arrived(DRILL, T0.plusMillis(5), 40_001, "too-wide")));

        assertThat(evidence(1).sighting()).isEqualTo(Sighting.ALLOWED);
        assertThat(evidence(1).policies()).containsExactly("users/too-wide");
    }

    @Test
    void aGateThatOpensUnderAWaitingAttemptLetsItsNextPacketPass() {
        attempt(1, 0);
        see(TestDrillFlows.denied(DRILL, T0.plusMillis(5), 40_001));
        see(List.of(TestDrillFlows.arrived(DRILL, T0.plusMillis(1_005), 40_001, "too-wide")));

        assertThat(evidence(1).sighting()).isEqualTo(Sighting.ALLOWED);
        assertThat(evidence(1).drops()).isEqualTo(1);
        assertThat(evidence(1).provesDenial()).isFalse();
    }

    @Test
    void aKeptSessionThatIsCutLaterDoesNotMakeItsAttemptADenial() {
        attempt(1, 0);
        attempt(2, 3_000);
        see(List.of(TestDrillFlows.arrived(DRILL, T0.plusMillis(5), 40_001, "too-wide")));
        see(List.of(TestDrillFlows.cut(DRILL, T0.plusMillis(3_400), 40_001)));

        assertThat(evidence(1).sighting()).isEqualTo(Sighting.ALLOWED);
        assertThat(evidence(2).sighting()).isEqualTo(Sighting.NOT_OBSERVED);
    }

    @Test
    void anotherDrillsFlowsAreNotTaken() {
        attempt(1, 0);

        var other = TestDrillFlows.drop(new DrillId("zzzzzzzz"), T0.plusMillis(20), 40_001);

        assertThat(ledger.add(other, T0, () -> PolicyVoice.Said.NOTHING)).isFalse();
        assertThat(evidence(1)).isEqualTo(Evidence.NONE);
    }

    @Test
    void aLineReadTwiceIsOneAttempt() {
        attempt(1, 0);
        attempt(1, 0);

        assertThat(ledger.attempts()).hasSize(1);
    }

    @Test
    void aFloodOfFlowsIsCountedAndNotKept() {
        for (var i = 0; i < 20_005; i++) {
            ledger.add(
                    TestDrillFlows.drop(DRILL, T0.plusMillis(i), 40_001),
                    T0,
                    () -> PolicyVoice.Said.NOTHING);
        }

        assertThat(ledger.overflow()).isEqualTo(5);
    }

    private Evidence evidence(int number) {
        return ledger.attempts().get(number - 1).network();
    }

    private void see(List<Flow> flows) {
        var said =
                new PolicyVoice.Said(
                        "denied",
                        "Default deny by users/mysql-ingress",
                        List.of("users/mysql-ingress"));
        flows.forEach(flow -> ledger.add(flow, flow.time().plusMillis(5), () -> said));
    }

    private void attempt(int number, int afterMillis) {
        ledger.add(
                new ClientLine(
                        number,
                        "",
                        T0.plusMillis(afterMillis),
                        ClientOutcome.TIMEOUT,
                        "08S01",
                        0,
                        "SocketTimeoutException: Connect timed out",
                        2_000,
                        HeldSession.NONE,
                        null));
    }
}
