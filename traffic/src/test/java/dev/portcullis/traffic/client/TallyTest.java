package dev.portcullis.traffic.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class TallyTest {

    private final Tally tally = new Tally();

    @Test
    void aReportCountsWhatHappenedSinceTheLastOneAndInAll() {
        tally.add(new Answer.Served(), Duration.ofMillis(4));
        tally.add(new Answer.Failed("HTTP 503"), Duration.ofMillis(9));
        tally.report(Instant.EPOCH);
        tally.add(new Answer.Served(), Duration.ofMillis(6));

        Report second = tally.report(Instant.EPOCH);

        assertThat(second.sent()).isEqualTo(1);
        assertThat(second.successRate()).isEqualTo(1.0);
        assertThat(second.lastError()).isNull();
        assertThat(second.p50Ms()).isEqualTo(6.0);
        assertThat(second.total()).isEqualTo(new Report.Total(3, 2, 1, 2.0 / 3));
    }

    @Test
    void aPeriodWithoutRequestsHasNoRate() {
        Report report = tally.report(Instant.EPOCH);

        assertThat(report.successRate()).isNull();
        assertThat(report.p99Ms()).isNull();
    }

    @Test
    void theSlowestOfAHundredShowsInTheLastPercentile() {
        for (int i = 1; i <= 100; i++) {
            tally.add(new Answer.Served(), Duration.ofMillis(i));
        }

        Report report = tally.report(Instant.EPOCH);

        assertThat(report.p50Ms()).isEqualTo(50.0);
        assertThat(report.p99Ms()).isEqualTo(99.0);
    }
}
