package dev.portcullis.console.cluster.internal;

import dev.portcullis.console.cluster.ClusterPulse;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks every few seconds, and tells when something is different from before. */
final class PollingPulse implements ClusterPulse, AutoCloseable {
    private static final int LOOK_EVERY_SECONDS = 2;

    private static final Logger LOG = LoggerFactory.getLogger(PollingPulse.class);

    private final Supplier<Optional<String>> probe;
    private final Clock clock;
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().name("cluster-pulse").daemon().factory());
    private volatile State state = new State.Unknown();

    /** @param probe asks the API; answers why it did not work, or nothing if it did */
    PollingPulse(Supplier<Optional<String>> probe, Clock clock) {
        this.probe = probe;
        this.clock = clock;
    }

    @Override
    public State state() {
        return state;
    }

    @Override
    public Registration onChange(Runnable listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    /** Begins to look. */
    void start() {
        var unused =
                timer.scheduleWithFixedDelay(this::look, 0, LOOK_EVERY_SECONDS, TimeUnit.SECONDS);
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }

    /** Looks once. */
    void look() {
        var trouble = probe.get();
        var before = state;
        if (trouble.isEmpty() && !(before instanceof State.Answering)) {
            LOG.info("The Kubernetes API answers");
            change(new State.Answering(clock.instant()));
        } else if (trouble.isPresent() && !(before instanceof State.Silent)) {
            LOG.warn("The Kubernetes API does not answer: {}", trouble.get());
            change(new State.Silent(clock.instant(), trouble.get()));
        }
    }

    private void change(State next) {
        state = next;
        listeners.forEach(Runnable::run);
    }
}
