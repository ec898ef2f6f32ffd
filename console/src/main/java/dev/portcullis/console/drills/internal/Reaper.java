package dev.portcullis.console.drills.internal;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Removes, from the console's start on and for as long as it runs, what drills have left behind. */
final class Reaper implements AutoCloseable {
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(5);
    private static final Duration USUAL = Duration.ofSeconds(30);

    private final BooleanSupplier reap;
    private final Thread thread;
    private final CountDownLatch closed = new CountDownLatch(1);

    Reaper(BooleanSupplier reap) {
        this.reap = reap;
        this.thread = Thread.ofVirtual().name("drill-reaper").unstarted(this::untilClosed);
    }

    void start() {
        thread.start();
    }

    private void untilClosed() {
        try {
            Duration pause;
            do {
                pause = reap.getAsBoolean() ? USUAL : AFTER_FAILURE;
            } while (!closed.await(pause.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Not interrupted: it may be writing to the store. */
    @Override
    public void close() {
        closed.countDown();
    }
}
