package dev.portcullis.traffic.attack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.traffic.attack.Summary.Verdict;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SummaryTest {

    @Test
    void onlyTimeoutsAndRefusalsAreBlocked() {
        assertThat(Verdict.of(Map.of(Outcome.TIMEOUT, 9, Outcome.REFUSED, 1)))
                .isEqualTo(Verdict.BLOCKED);
    }

    @Test
    void oneThatReachedTheDatabaseIsEnoughToBeExposed() {
        assertThat(Verdict.of(Map.of(Outcome.TIMEOUT, 9, Outcome.AUTH_FAILED, 1)))
                .isEqualTo(Verdict.EXPOSED);
    }

    @Test
    void whatFailedForAnotherReasonProvesNothing() {
        assertThat(Verdict.of(Map.of(Outcome.TIMEOUT, 9, Outcome.RESET, 1)))
                .isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(Verdict.of(Map.of())).isEqualTo(Verdict.INCONCLUSIVE);
    }

    @Test
    void everyVerdictHasItsOwnExitCode() {
        assertThat(Verdict.values()).extracting(Verdict::exitCode).containsExactly(0, 10, 20);
    }
}
