package dev.portcullis.userservice.database;

import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Brings the tables up to date beside the start, and tries again until it succeeds: a database that comes later than the
 * service must not keep the service from starting.
 */
public final class Migrations implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(Migrations.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(250);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(3);

    private final String url;
    private final String username;
    private final String password;
    private final SqlErrors errors;
    private volatile boolean done;
    private volatile Thread worker = Thread.ofVirtual().unstarted(() -> {});

    Migrations(String url, String username, String password, SqlErrors errors) {
        this.url = url;
        this.username = username;
        this.password = password;
        this.errors = errors;
    }

    /** Whether the tables are as this version of the service needs them. */
    public boolean areDone() {
        return done;
    }

    @Override
    public void start() {
        worker = Thread.ofPlatform().name("migrations").daemon().start(this::untilDone);
    }

    private void untilDone() {
        Duration pause = FIRST_PAUSE;
        boolean failedBefore = false;
        while (!Thread.currentThread().isInterrupted()) {
            try {
                migrate();
                done = true;
                LOG.info("The tables are up to date");
                return;
            } catch (FlywayException e) {
                if (e.getCause() instanceof SQLException sql) {
                    errors.count(sql);
                }
                String why = firstLine(e);
                if (failedBefore) {
                    LOG.debug("The tables could not be brought up to date: {}", why);
                } else {
                    LOG.warn(
                            "The tables could not be brought up to date: {}; trying again until"
                                    + " it works",
                            why);
                }
                failedBefore = true;
                try {
                    Thread.sleep(pause.toMillis() / 2 + jitter(pause));
                } catch (InterruptedException interrupted) {
                    return;
                }
                pause = longer(pause);
            }
        }
    }

    /** Migrates once. */
    void migrate() {
        Flyway.configure()
                .dataSource(url, username, password)
                .locations("classpath:db/migration")
                .connectRetries(0)
                .load()
                .migrate();
    }

    private static long jitter(Duration pause) {
        return ThreadLocalRandom.current().nextLong(pause.toMillis() / 2 + 1);
    }

    private static Duration longer(Duration pause) {
        Duration twice = pause.multipliedBy(2);
        return twice.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : twice;
    }

    private static String firstLine(FlywayException e) {
        Throwable root = e;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        String message = root.getMessage();
        return message == null
                ? root.getClass().getSimpleName()
                : message.strip().lines().findFirst().orElse("no message");
    }

    @Override
    public void stop() {
        worker.interrupt();
    }

    @Override
    public boolean isRunning() {
        return worker.isAlive();
    }
}
