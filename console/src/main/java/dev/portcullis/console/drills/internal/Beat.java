package dev.portcullis.console.drills.internal;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Does a piece of work now and then, from the console's start to its end; after a failure sooner. */
final class Beat implements AutoCloseable {
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(5);

    private final BooleanSupplier work;
    private final Duration usual;
    private final Thread thread;
    private final CountDownLatch closed = new CountDownLatch(1);

    /** @param work answers whether it was done */
    Beat(String name, BooleanSupplier work, Duration usual) {
        this.work = work;
        this.usual = usual;
        this.thread = Thread.ofVirtual().name(name).unstarted(this::untilClosed);
    }

    void start() {
        thread.start();
    }

    private void untilClosed() {
        try {
            Duration pause;
            do {
                pause = work.getAsBoolean() ? usual : AFTER_FAILURE;
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
