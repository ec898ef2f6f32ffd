package dev.portcullis.console.flows.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class NodeClocksTest {
    private static final long NOW = Instant.parse("2026-11-25T12:00:00Z").toEpochMilli();

    private final NodeClocks clocks = new NodeClocks();

    @Test
    void aNodeFiveMinutesAheadAndOneFiveMinutesBehindAreNamed() {
        for (long second = 0; second < 21; second++) {
            saw("ahead", 300, second);
            saw("behind", -300, second);
            saw("right", 0, second);
        }

        assertThat(clocks.skews())
                .containsExactly(entry("ahead", 300_000L), entry("behind", -300_000L));
    }

    @Test
    void flowsThatAreMerelyOldMakeNoSkew() {
        for (long age = 600; age > 0; age--) {
            saw("replaying", -age, 0);
        }
        saw("replaying", 0, 1);

        assertThat(clocks.skews()).isEmpty();
    }

    @Test
    void aClockThatWasSetRightIsNamedNoLonger() {
        saw("set-right", 300, 0);
        assertThat(clocks.skews()).hasSize(1);

        saw("set-right", 0, 10);

        assertThat(clocks.skews()).isEmpty();
    }

    @Test
    void aTimeBeyondAllCalendarsIsFarAhead() {
        clocks.saw("never", Instant.MAX, NOW);

        assertThat(clocks.skews()).containsKey("never");
    }

    private void saw(String node, long skewSeconds, long second) {
        long now = NOW + second * 1_000;
        clocks.saw(node, Instant.ofEpochMilli(now + skewSeconds * 1_000), now);
    }
}
