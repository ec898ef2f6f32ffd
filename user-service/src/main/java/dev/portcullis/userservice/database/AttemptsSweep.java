package dev.portcullis.userservice.database;

import dev.portcullis.userservice.users.Users;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;

/** Forgets old attempts every ten minutes. */
final class AttemptsSweep implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(AttemptsSweep.class);
    private static final Duration PAUSE = Duration.ofMinutes(10);

    private final Users users;
    private final Migrations migrations;
    private volatile Thread sweeper = Thread.ofVirtual().unstarted(() -> {});

    AttemptsSweep(Users users, Migrations migrations) {
        this.users = users;
        this.migrations = migrations;
    }

    @Override
    public void start() {
        sweeper = Thread.startVirtualThread(this::sweep);
    }

    private void sweep() {
        try {
            while (true) {
                Thread.sleep(PAUSE);
                if (migrations.areDone()) {
                    once();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void once() {
        try {
            int forgotten = users.forgetAttempts();
            LOG.debug("Forgot {} old attempts", forgotten);
        } catch (DataAccessException e) {
            // The database is away; readiness and the error counter tell it. Next time, then.
            LOG.debug("Old attempts could not be forgotten", e);
        }
    }

    @Override
    public void stop() {
        sweeper.interrupt();
    }

    @Override
    public boolean isRunning() {
        return sweeper.isAlive();
    }
}
