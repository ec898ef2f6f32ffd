package dev.portcullis.console.policies.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.portcullis.console.api.BadRequestException;
import dev.portcullis.console.questions.Replay;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReplayWindowTest {
    @Test
    void aWindowIsNowOrASpanThatMayEndEarlier() {
        var noon = Instant.parse("2026-11-22T12:00:00Z");

        assertThat(ReplayWindow.read("now", Optional.empty())).isEqualTo(Replay.NEWEST);
        assertThat(ReplayWindow.read("90m", Optional.empty()))
                .isEqualTo(Replay.last(Duration.ofMinutes(90)));
        assertThat(ReplayWindow.read("7d", Optional.of(noon.toString())))
                .isEqualTo(new Replay.Past(Duration.ofDays(7), Optional.of(noon)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "8d", "0m", "999999d", "-1h", "1w", "PT1H", "30s", "24 h"})
    void whatIsNoSpanIsRefusedAndSaidHowToWriteOne(String window) {
        assertThatThrownBy(() -> ReplayWindow.read(window, Optional.empty()))
                .isInstanceOf(BadRequestException.class)
                .hasMessageContaining("from 1m to 7d");
    }

    @Test
    void anEndIsATimeAndGoesWithASpan() {
        assertThatThrownBy(() -> ReplayWindow.read("1h", Optional.of("noon")))
                .hasMessageContaining("until is a time");
        assertThatThrownBy(() -> ReplayWindow.read("now", Optional.of("2026-11-22T12:00:00Z")))
                .hasMessageContaining("goes with a span");
    }
}
