package dev.portcullis.console.flows.internal;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends the map to all browsers: what changed is asked for four times a second and serialised once, however many
 * watch. Nobody's slowness reaches the others, for each watcher has a queue and a thread of its own.
 */
final class MapAudience implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(MapAudience.class);
    private static final long TICK_MILLIS = 250;

    private final FlowStore store;
    private final MapMessages messages;
    private final List<MapWatcher> watchers = new CopyOnWriteArrayList<>();
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().name("map-audience").daemon().factory());

    MapAudience(FlowStore store, MapMessages messages) {
        this.store = store;
        this.messages = messages;
    }

    void start() {
        var unused =
                timer.scheduleWithFixedDelay(
                        this::tick, TICK_MILLIS, TICK_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** From now on this watcher gets every delta; it begins with a snapshot. */
    void join(MapWatcher watcher) {
        watchers.add(watcher);
        watcher.needsSnapshot();
    }

    void leave(MapWatcher watcher) {
        watchers.remove(watcher);
        watcher.close();
    }

    List<MapWatcher> watchers() {
        return watchers;
    }

    /** The whole map as a message. */
    String snapshot() {
        return messages.of(store.map());
    }

    void tick() {
        try {
            store.drain()
                    .ifPresent(
                            delta -> {
                                if (!watchers.isEmpty()) {
                                    var text = messages.of(delta);
                                    watchers.forEach(watcher -> watcher.offer(delta.seq(), text));
                                }
                            });
        } catch (RuntimeException failed) {
            LOG.error("The map could not be sent; trying again", failed);
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
        watchers.forEach(MapWatcher::close);
    }
}
