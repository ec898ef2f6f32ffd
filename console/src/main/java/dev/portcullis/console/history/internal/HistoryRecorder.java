package dev.portcullis.console.history.internal;

import dev.portcullis.console.flows.FlowMinutes;
import dev.portcullis.console.history.History;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes what the map counted at the end of each minute and keeps it, on a thread of its own. What the store will not take
 * waits, an hour at most; what is then thrown away is said in the log, and the minute shows as not watched.
 */
final class HistoryRecorder implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(HistoryRecorder.class);
    private static final int MAX_WAITING = 60;
    private static final long SWEEP_MINUTES = 10;

    private final FlowMinutes source;
    private final MinuteStore store;
    private final long maxBytes;
    private final Clock clock;
    private final Deque<KeptMinute> waiting = new ArrayDeque<>();
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().name("history").daemon().factory());
    private long running;
    private long swept;
    private boolean failing;

    HistoryRecorder(FlowMinutes source, MinuteStore store, long maxBytes, Clock clock) {
        this.source = source;
        this.store = store;
        this.maxBytes = maxBytes;
        this.clock = clock;
        this.running = minute();
    }

    void start() {
        var unused = timer.scheduleWithFixedDelay(this::tick, 1, 1, TimeUnit.SECONDS);
    }

    /** Called every second. */
    synchronized void tick() {
        try {
            long now = minute();
            if (now != running) {
                take();
                running = now;
                write();
                if (!failing) {
                    sweep(now);
                }
            }
        } catch (RuntimeException failed) {
            LOG.error("The history missed a beat", failed);
        }
    }

    private void take() {
        waiting.add(KeptMinute.of(running, source.cut()));
        if (waiting.size() > MAX_WAITING) {
            waiting.removeFirst();
            LOG.error("The store takes nothing: a minute of the history is lost");
        }
    }

    private void write() {
        while (!waiting.isEmpty()) {
            try {
                store.keep(waiting.getFirst());
                waiting.removeFirst();
                failing = false;
            } catch (RuntimeException refused) {
                if (!failing) {
                    LOG.warn("The history cannot be kept; trying again each minute", refused);
                }
                failing = true;
                return;
            }
        }
    }

    private void sweep(long now) {
        if (now - swept >= SWEEP_MINUTES) {
            swept = now;
            store.sweep(now - History.RETENTION.toMinutes(), maxBytes);
        }
    }

    /** Keeps the minute that is not over: a console that is started again adds to it. */
    @Override
    public synchronized void close() {
        timer.shutdownNow();
        take();
        write();
    }

    private long minute() {
        return Math.floorDiv(clock.millis(), 60_000L);
    }
}
