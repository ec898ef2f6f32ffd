package dev.portcullis.console.metrics.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LatencyScaleTest {
    @Test
    void aQuantileIsWithinTenPerCentOfTheTruth() {
        Map<Integer, Long> counts = new HashMap<>();
        for (int millis = 1; millis <= 1_000; millis++) {
            counts.merge(LatencyScale.bucket(Duration.ofMillis(millis)), 1L, Long::sum);
        }

        assertThat(LatencyScale.quantile(counts, 0.5)).isCloseTo(0.500, within(0.050));
        assertThat(LatencyScale.quantile(counts, 0.95)).isCloseTo(0.950, within(0.095));
        assertThat(LatencyScale.count(counts)).isEqualTo(1_000);
    }

    @Test
    void whatIsShorterOrLongerThanTheScaleFallsIntoItsEnds() {
        assertThat(LatencyScale.bucket(Duration.ZERO)).isZero();
        assertThat(LatencyScale.bucket(Duration.ofDays(1)))
                .isEqualTo(LatencyScale.bucket(Duration.ofDays(2)));
    }

    @Test
    void withoutAnyMeasurementThereIsNoQuantile() {
        assertThat(LatencyScale.quantile(Map.of(), 0.5)).isNaN();
    }
}
