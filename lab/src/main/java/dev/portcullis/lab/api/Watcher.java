package dev.portcullis.lab.api;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Tells one consumer, on a virtual thread of its own, what exists and then every change in order. A
 * consumer too slow for the history is brought up to date by comparing what it knows with what is.
 */
final class Watcher implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Watcher.class);
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private final Store store;
    private final Kind kind;
    private final Consumer<Store.Event> consumer;
    private final Map<Shelf.Key, ObjectNode> known = new HashMap<>();
    private final Thread thread;
    private volatile boolean closed;

    private Watcher(Store store, Kind kind, Consumer<Store.Event> consumer) {
        this.store = store;
        this.kind = kind;
        this.consumer = consumer;
        this.thread = Thread.ofVirtual().name("watch-" + kind.plural()).unstarted(this::run);
    }

    static Watcher start(Store store, Kind kind, Consumer<Store.Event> consumer) {
        var watcher = new Watcher(store, kind, consumer);
        watcher.thread.start();
        return watcher;
    }

    /** Stops telling. A consumer at work is interrupted. */
    @Override
    public void close() {
        closed = true;
        thread.interrupt();
    }

    private void run() {
        try {
            var feed = comeUpToDate();
            while (!closed) {
                switch (feed.next(PATIENCE)) {
                    case Feed.Batch.Changes changes ->
                            changes.changes().forEach(change -> tell(change.event()));
                    case Feed.Batch.TooOld _ -> feed = comeUpToDate();
                }
            }
        } catch (InterruptedException _) {
            // Closed.
        }
    }

    private Feed comeUpToDate() {
        var listed = store.snapshot(kind);
        var gone = new HashMap<>(known);
        for (var object : listed.objects()) {
            var before = gone.remove(Shelf.Key.of(object));
            if (before == null) {
                tell(new Store.Event(Store.Event.Type.ADDED, object, revision(object)));
            } else if (!Meta.resourceVersion(before).equals(Meta.resourceVersion(object))) {
                tell(new Store.Event(Store.Event.Type.MODIFIED, object, revision(object)));
            }
        }
        gone.values()
                .forEach(
                        object ->
                                tell(
                                        new Store.Event(
                                                Store.Event.Type.DELETED,
                                                object,
                                                listed.revision())));
        return new Feed(store, kind, listed.revision());
    }

    private void tell(Store.Event event) {
        if (closed) {
            return;
        }
        var key = Shelf.Key.of(event.object());
        if (event.type() == Store.Event.Type.DELETED) {
            known.remove(key);
        } else {
            known.put(key, event.object());
        }
        try {
            consumer.accept(
                    new Store.Event(event.type(), event.object().deepCopy(), event.revision()));
        } catch (RuntimeException e) {
            LOG.warn("A watcher of {} failed on {} {}", kind, event.type(), key, e);
        }
    }

    private static long revision(ObjectNode object) {
        return Long.parseLong(Meta.resourceVersion(object));
    }
}
