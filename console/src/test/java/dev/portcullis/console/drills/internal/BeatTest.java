package dev.portcullis.console.drills.internal;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class BeatTest {
    private static final Duration SOON = Duration.ofMillis(5);
    private static final Duration NEVER = Duration.ofDays(1);

    private final AtomicInteger turns = new AtomicInteger();

    @Test
    void whatIsDoneIsDoneAgainAfterTheUsualTime() {
        try (var beat = new Beat("test", () -> turns.incrementAndGet() > 0, SOON, NEVER)) {
            beat.start();

            await().until(() -> turns.get() > 2);
        }
    }

    @Test
    void whatCouldNotBeDoneIsTriedAgainSooner() {
        try (var beat = new Beat("test", () -> turns.incrementAndGet() > 9, NEVER, SOON)) {
            beat.start();

            await().until(() -> turns.get() == 10);
        }
    }

    @Test
    void aFailureThatNobodyPlannedDoesNotEndIt() {
        try (var beat =
                new Beat(
                        "test",
                        () -> {
                            if (turns.incrementAndGet() < 3) {
                                throw new IllegalStateException("of the test");
                            }
                            return true;
                        },
                        NEVER,
                        SOON)) {
            beat.start();

            await().until(() -> turns.get() == 3);
        }
    }
}
