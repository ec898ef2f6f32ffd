package dev.portcullis.console.drills;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DrillReportTest {

    @Test
    void itSaysTheVerdictAndEveryAttempt() {
        var report = DrillReport.markdown(TestDrills.blocked());

        assertThat(report)
                .contains("**BLOCKED.**")
                .contains("| Time to the first drop | 38 ms |")
                .contains("| Legitimate success | 93.75 % |")
                .contains("| 1 | 2026-11-22T12:00:03Z | TIMEOUT | 08S01 | denied |")
                .contains(LedgerHash.of(TestDrills.blocked()));
    }

    @Test
    void textFromElsewhereEndsNoCellAndBecomesNoMarkup() {
        var drill = TestDrills.because(TestDrills.running(), "a | b\n<script>`x`");

        assertThat(DrillReport.markdown(drill)).contains("a \\| b &lt;script>'x'");
    }

    @Test
    void aLedgerThatWasTouchedHasAnotherHash() {
        assertThat(LedgerHash.of(TestDrills.blocked()))
                .isNotEqualTo(LedgerHash.of(TestDrills.exposed()))
                .hasSize(64);
    }
}
