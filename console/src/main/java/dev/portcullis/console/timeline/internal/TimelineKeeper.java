package dev.portcullis.console.timeline.internal;

import dev.portcullis.console.policies.Policies;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/** Writes policies down soon after they changed, and forgets what is too old, on a thread of its own. */
final class TimelineKeeper implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TimelineKeeper.class);
    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);
    private static final int LOOKS_BETWEEN_FORGETTING = 600;

    private final PolicyHistory history;
    private final TimelineStore store;
    private final Policies policies;
    private final Clock clock;
    private final AtomicBoolean changed = new AtomicBoolean(true);
    private final Policies.Registration following;
    private final Thread thread;

    TimelineKeeper(PolicyHistory history, TimelineStore store, Policies policies, Clock clock) {
        this.history = history;
        this.store = store;
        this.policies = policies;
        this.clock = clock;
        following = policies.onChange(() -> changed.set(true));
        thread = Thread.ofVirtual().name("timeline-keeper").start(this::keepUntilClosed);
    }

    private void keepUntilClosed() {
        var looks = 0;
        try {
            while (true) {
                Thread.sleep(LOOK_EVERY);
                safely(looks++ % LOOKS_BETWEEN_FORGETTING == 0);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void safely(boolean forget) {
        try {
            if (policies.problem().isPresent()) {
                return;
            }
            if (changed.getAndSet(false)) {
                history.look(policies, clock.instant());
            }
            if (forget) {
                store.forget(clock.instant());
            }
        } catch (DataAccessException e) {
            changed.set(true);
            LOG.warn("The timeline cannot be written; trying again", e);
        }
    }

    @Override
    public void close() {
        following.close();
        thread.interrupt();
    }
}
