package dev.portcullis.console.drills.internal;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Tries, from the console's start on, to remove what an earlier run of it has left; once that is done it ends. */
final class Reaper implements AutoCloseable {
    private static final Duration PAUSE = Duration.ofSeconds(5);

    private final BooleanSupplier reap;
    private final Thread thread;

    Reaper(BooleanSupplier reap) {
        this.reap = reap;
        this.thread = Thread.ofVirtual().name("drill-reaper").unstarted(this::untilDone);
    }

    void start() {
        thread.start();
    }

    private void untilDone() {
        try {
            while (!reap.getAsBoolean()) {
                Thread.sleep(PAUSE);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
