package dev.portcullis.console.users.internal;

import dev.portcullis.console.users.UserAccounts;
import dev.portcullis.console.users.UserListResult;
import dev.portcullis.console.users.UserServicePulse;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads one user every few seconds. A read and not the service's health: it passes the same policies and the same
 * database as the page does.
 */
final class PollingUserServicePulse implements UserServicePulse, AutoCloseable {
    private static final int LOOK_EVERY_SECONDS = 2;

    private static final Logger LOG = LoggerFactory.getLogger(PollingUserServicePulse.class);

    private final UserAccounts accounts;
    private final Clock clock;
    private final List<Consumer<State>> followers = new CopyOnWriteArrayList<>();
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().name("user-service-pulse").daemon().factory());
    private volatile State state = new State.Unknown();

    PollingUserServicePulse(UserAccounts accounts, Clock clock) {
        this.accounts = accounts;
        this.clock = clock;
    }

    /** Begins to look, whenever somebody follows. */
    void start() {
        var unused =
                timer.scheduleWithFixedDelay(
                        this::beat, LOOK_EVERY_SECONDS, LOOK_EVERY_SECONDS, TimeUnit.SECONDS);
    }

    @Override
    public State state() {
        return state;
    }

    @Override
    public synchronized State look() {
        State before = state;
        state =
                switch (accounts.list("", 0, 1)) {
                    case UserListResult.Found _ -> new State.Serving();
                    case UserListResult.Unavailable(String why) ->
                            before instanceof State.Away(Instant since, String _)
                                    ? new State.Away(since, why)
                                    : new State.Away(clock.instant(), why);
                };
        tell(before, state);
        followers.forEach(follower -> follower.accept(state));
        return state;
    }

    @Override
    public Registration follow(Consumer<State> listener) {
        followers.add(listener);
        timer.execute(this::beat);
        return () -> followers.remove(listener);
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }

    private void beat() {
        if (followers.isEmpty()) {
            state = new State.Unknown();
            return;
        }
        try {
            look();
        } catch (RuntimeException e) {
            LOG.warn("The look at the user service failed; the next one is in a moment", e);
        }
    }

    private static void tell(State before, State now) {
        if (now instanceof State.Away(Instant _, String why) && !(before instanceof State.Away)) {
            LOG.warn("The user service cannot be read: {}", why);
        } else if (now instanceof State.Serving && before instanceof State.Away) {
            LOG.info("The user service can be read again");
        }
    }
}
