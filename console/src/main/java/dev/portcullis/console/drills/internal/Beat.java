package dev.portcullis.console.drills.internal;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Does a piece of work now and then, from the console's start to its end; after a failure sooner. */
final class Beat implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Beat.class);
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(5);

    private final BooleanSupplier work;
    private final Duration usual;
    private final Duration afterFailure;
    private final Thread thread;
    private final CountDownLatch closed = new CountDownLatch(1);

    /** @param work answers whether it was done */
    Beat(String name, BooleanSupplier work, Duration usual) {
        this(name, work, usual, AFTER_FAILURE);
    }

    Beat(String name, BooleanSupplier work, Duration usual, Duration afterFailure) {
        this.work = work;
        this.usual = usual;
        this.afterFailure = afterFailure;
        this.thread = Thread.ofVirtual().name(name).unstarted(this::untilClosed);
    }

    void start() {
        thread.start();
    }

    private void untilClosed() {
        try {
            Duration pause;
            do {
                pause = isDone() ? usual : afterFailure;
            } while (!closed.await(pause.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** What fails once must not end all that comes later. */
    private boolean isDone() {
        try {
            return work.getAsBoolean();
        } catch (RuntimeException e) {
            LOG.warn("{} failed; trying again", thread.getName(), e);
            return false;
        }
    }

    /** Not interrupted: it may be writing to the store. */
    @Override
    public void close() {
        closed.countDown();
    }
}
