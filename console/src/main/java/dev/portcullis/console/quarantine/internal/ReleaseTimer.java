package dev.portcullis.console.quarantine.internal;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks once a second whose time is over. The times stand in the policies, so they survive the console. */
final class ReleaseTimer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ReleaseTimer.class);

    private final LiveQuarantines quarantines;
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().name("quarantine-release").daemon().factory());

    ReleaseTimer(LiveQuarantines quarantines) {
        this.quarantines = quarantines;
    }

    void start() {
        var unused = timer.scheduleWithFixedDelay(this::look, 1, 1, TimeUnit.SECONDS);
    }

    private void look() {
        try {
            quarantines.releaseDue();
        } catch (RuntimeException e) {
            LOG.warn("Looking for quarantines to release failed; looking again in a second", e);
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
