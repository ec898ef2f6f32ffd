package dev.portcullis.console.metrics.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PrometheusTextTest {
    @Test
    void aSampleHasANameLabelsAndAValue() {
        assertThat(
                        read(
                                "hubble_drop_total{reason=\"POLICY_DENIED\",protocol=\"TCP\"} 12.0 1700000000"))
                .containsExactly(
                        new PrometheusText.Sample(
                                "hubble_drop_total",
                                Map.of("reason", "POLICY_DENIED", "protocol", "TCP"),
                                12));
    }

    @Test
    void labelsMayHoldEverythingThatSeparates() {
        assertThat(read("m{a=\"x, } = \\\" \\\\ \\n y\",b=\"\"} +Inf"))
                .containsExactly(
                        new PrometheusText.Sample(
                                "m",
                                Map.of("a", "x, } = \" \\ \n y", "b", ""),
                                Double.POSITIVE_INFINITY));
    }

    @Test
    void commentsAndBrokenLinesAreSkipped() {
        assertThat(
                        read(
                                "# HELP m words",
                                "",
                                "m",
                                "m{a=\"b\" 1",
                                "m{a=b} 1",
                                "m{a=\"b\"} many",
                                "m{a=\"b",
                                "m 1"))
                .containsExactly(new PrometheusText.Sample("m", Map.of(), 1));
    }

    private static List<PrometheusText.Sample> read(String... lines) {
        var samples = new ArrayList<PrometheusText.Sample>();
        PrometheusText.read(List.of(lines), samples::add);
        return samples;
    }
}
