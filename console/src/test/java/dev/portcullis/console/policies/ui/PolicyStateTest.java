package dev.portcullis.console.policies.ui;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.console.base.GateSwitch;
import dev.portcullis.console.policies.Enforcement;
import dev.portcullis.console.policies.GateState;
import dev.portcullis.console.policies.Hits;
import dev.portcullis.console.policies.Owner;
import dev.portcullis.console.policies.ParkedPolicy;
import dev.portcullis.console.policies.PolicyEntry;
import dev.portcullis.policy.PolicyId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PolicyStateTest {
    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
    private static final PolicyId ID = PolicyId.cnp("users", "mysql-ingress");

    @Test
    void enforcedIsSaidOnlyWithAProof() {
        assertThat(
                        PolicyState.of(entry(GateState.ON, false, Enforcement.NOT_OBSERVED), NOW)
                                .first())
                .isEqualTo("On");
        assertThat(PolicyState.of(entry(GateState.ON, false, proven()), NOW))
                .extracting(PolicyState::first, PolicyState::second)
                .containsExactly("Enforced", "proven 3 s ago");
    }

    @Test
    void offSaysWhoAndWhy() {
        var state = PolicyState.of(entry(GateState.OFF, false, Enforcement.NOT_OBSERVED), NOW);

        assertThat(state.first()).startsWith("Off since").endsWith("by ana");
        assertThat(state.second()).isEqualTo("reason: maintenance");
    }

    @Test
    void aGateOnTheMoveIsHalfway() {
        var entry = entry(GateState.ON, true, Enforcement.NOT_OBSERVED);

        assertThat(PolicyState.gate(entry)).isEqualTo(GateSwitch.State.PENDING);
        assertThat(PolicyState.of(entry, NOW).first()).isEqualTo("Applying…");
    }

    @Test
    void anInterruptedMoveIsShownAndCanBeEnded() {
        var entry = entry(GateState.PARKING, false, Enforcement.NOT_OBSERVED);

        assertThat(PolicyState.isInterrupted(entry)).isTrue();
        assertThat(PolicyState.of(entry, NOW).first()).isEqualTo("Turning off was interrupted");
    }

    private static Enforcement proven() {
        return new Enforcement(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(NOW.minusSeconds(60)),
                Optional.of(NOW.minusSeconds(3)),
                "drills/intruder to users/mysql:3306 was denied");
    }

    private static PolicyEntry entry(GateState state, boolean busy, Enforcement enforcement) {
        var parked =
                new ParkedPolicy(
                        ID,
                        "{}",
                        "ana",
                        "maintenance",
                        Optional.of(NOW),
                        "uid",
                        "7",
                        Optional.empty(),
                        Optional.empty());
        return new PolicyEntry(
                ID,
                state,
                busy,
                "",
                Map.of(),
                Owner.NOBODY,
                Optional.empty(),
                List.of(),
                Optional.empty(),
                "",
                "7",
                state == GateState.ON ? Optional.empty() : Optional.of(parked),
                List.of(),
                0,
                Hits.NONE,
                enforcement);
    }
}
