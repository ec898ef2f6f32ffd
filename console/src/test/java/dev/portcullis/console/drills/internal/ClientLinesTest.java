package dev.portcullis.console.drills.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.console.drills.ClientLine;
import dev.portcullis.console.drills.ClientOutcome;
import dev.portcullis.console.drills.HeldSession;
import dev.portcullis.console.drills.TestDrills;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClientLinesTest {
    private static final String ATTEMPT =
            """
            {"drill":"k7m2x9qa","attempt":3,"at":"2026-11-22T12:00:01.500Z","target":"mysql:3306",\
            "outcome":"TIMEOUT","sqlState":"08S01","vendorCode":0,\
            "rootCause":"SocketTimeoutException: Connect timed out","elapsedMs":2004,"held":"CUT"}""";

    @Test
    void anAttemptIsReadWhole() {
        assertThat(ClientLines.attack(ATTEMPT, TestDrills.ID))
                .contains(
                        new ClientLines.Line.OfAttempt(
                                new ClientLine(
                                        3,
                                        "mysql:3306",
                                        Instant.parse("2026-11-22T12:00:01.500Z"),
                                        ClientOutcome.TIMEOUT,
                                        "08S01",
                                        0,
                                        "SocketTimeoutException: Connect timed out",
                                        2_004,
                                        HeldSession.CUT,
                                        null)));
    }

    @Test
    void theLastLineEndsIt() {
        assertThat(
                        ClientLines.attack(
                                "{\"drill\":\"k7m2x9qa\",\"summary\":{\"verdict\":\"BLOCKED\"}}",
                                TestDrills.ID))
                .contains(new ClientLines.Line.Summary());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Picked up JAVA_TOOL_OPTIONS: -Xmx64m",
                "{",
                "[1,2]",
                "{\"drill\":\"another1\",\"attempt\":1,\"at\":\"2026-11-22T12:00:01Z\"}",
                "{\"drill\":\"k7m2x9qa\",\"attempt\":0,\"at\":\"2026-11-22T12:00:01Z\"}",
                "{\"drill\":\"k7m2x9qa\",\"attempt\":1,\"at\":\"yesterday\"}",
                "{\"drill\":\"k7m2x9qa\",\"attempt\":1}"
            })
    void whatIsNoLineOfThisDrillIsPassedOver(String line) {
        assertThat(ClientLines.attack(line, TestDrills.ID)).isEmpty();
    }

    @Test
    void anOutcomeOfALaterVersionIsUnknownAndDoesNotGetThrough() {
        var line = ClientLines.attack(ATTEMPT.replace("TIMEOUT", "TELEPORTED"), TestDrills.ID);

        assertThat(line)
                .get()
                .isInstanceOfSatisfying(
                        ClientLines.Line.OfAttempt.class,
                        attempt -> {
                            assertThat(attempt.attempt().outcome())
                                    .isEqualTo(ClientOutcome.UNKNOWN);
                            assertThat(attempt.attempt().outcome().gotThrough()).isFalse();
                        });
    }

    @Test
    void aReportOfTheLegitimateClientIsASample() {
        var sample =
                ClientLines.report(
                                """
                                {"at":"2026-11-22T12:00:02Z","sent":8,"ok":7,"failed":1,\
                                "successRate":0.875,"p50Ms":2.1,"p99Ms":9.6,"lastError":"HTTP 503"}""")
                        .orElseThrow();

        assertThat(sample.ok()).isEqualTo(7);
        assertThat(sample.failed()).isEqualTo(1);
        assertThat(sample.p99Ms()).isEqualTo(9.6);
        assertThat(ClientLines.report("{\"at\":\"2026-11-22T12:00:02Z\"}")).isEmpty();
    }
}
