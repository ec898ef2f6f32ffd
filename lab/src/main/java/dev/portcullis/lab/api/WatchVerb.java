package dev.portcullis.lab.api;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import tools.jackson.databind.node.ObjectNode;

/**
 * Streams the changes of a collection. An object that begins to match the selectors is added, one
 * that stops to match is deleted, as Kubernetes tells it.
 */
final class WatchVerb {

    /** Takes one watch event; throws when the client is gone. */
    interface Sink {
        void send(ObjectNode event) throws IOException;
    }

    private static final Duration GLANCE = Duration.ofSeconds(1);
    private static final Duration BOOKMARK_INTERVAL = Duration.ofSeconds(20);
    private static final String INITIAL_EVENTS_END = "k8s.io/initial-events-end";

    private final Store store;
    private final Kind kind;
    private final Predicate<ObjectNode> wanted;
    private final Views view;
    private final BooleanSupplier closing;
    private final boolean bookmarks;
    private final boolean initialEvents;
    private final long from;
    private final long seconds;
    private boolean columnsSent;

    WatchVerb(Store store, Call call, Target target, BooleanSupplier closing) {
        var query = call.query();
        var selector = Selector.of(target.kind(), query);
        var namespace = target.namespace();
        var name = target.name();
        this.store = store;
        this.kind = target.kind();
        this.wanted =
                object ->
                        (namespace.isEmpty() || namespace.equals(Meta.namespace(object)))
                                && (name.isEmpty() || name.equals(Meta.name(object)))
                                && selector.test(object);
        this.view = Views.of(call);
        this.closing = closing;
        this.bookmarks = query.isTrue("allowWatchBookmarks");
        this.initialEvents = query.isTrue("sendInitialEvents");
        this.from = query.number("resourceVersion").orElse(0);
        this.seconds =
                query.number("timeoutSeconds")
                        .orElseGet(() -> ThreadLocalRandom.current().nextLong(1_800, 3_600));
    }

    /** Sends events until time is up, the server closes, or history is not known any more. */
    void run(Sink sink) throws IOException, InterruptedException {
        long end = System.nanoTime() + Duration.ofSeconds(Math.min(seconds, 86_400)).toNanos();
        long seen = from;
        if (from == 0 || initialEvents) {
            seen = sendInitial(sink);
        } else if (from > store.revision() || !store.knowsAllAfter(kind, from)) {
            sink.send(tooOld());
            return;
        }
        var feed = new Feed(store, kind, seen);
        long nextBookmark = System.nanoTime() + BOOKMARK_INTERVAL.toNanos();
        while (!closing.getAsBoolean()) {
            long left = end - System.nanoTime();
            if (left <= 0) {
                if (bookmarks) {
                    sink.send(bookmark(seen, false));
                }
                return;
            }
            switch (feed.next(Duration.ofNanos(Math.min(left, GLANCE.toNanos())))) {
                case Feed.Batch.TooOld _ -> {
                    sink.send(tooOld());
                    return;
                }
                case Feed.Batch.Changes changes -> {
                    seen = changes.revision();
                    for (var change : changes.changes()) {
                        send(sink, change);
                    }
                }
            }
            if (bookmarks && System.nanoTime() - nextBookmark >= 0) {
                sink.send(bookmark(seen, false));
                nextBookmark = System.nanoTime() + BOOKMARK_INTERVAL.toNanos();
            }
        }
    }

    private long sendInitial(Sink sink) throws IOException {
        var listed = store.snapshot(kind);
        for (var object : listed.objects()) {
            if (wanted.test(object)) {
                sink.send(event("ADDED", object));
            }
        }
        if (initialEvents && bookmarks) {
            sink.send(bookmark(listed.revision(), true));
        }
        return listed.revision();
    }

    private void send(Sink sink, Shelf.Change change) throws IOException {
        var event = change.event();
        var before = change.previous();
        boolean was = before != null && wanted.test(before);
        boolean is = event.type() != Store.Event.Type.DELETED && wanted.test(event.object());
        if (is) {
            sink.send(event(was ? "MODIFIED" : "ADDED", event.object()));
        } else if (was) {
            sink.send(event("DELETED", event.object()));
        }
    }

    private ObjectNode event(String type, ObjectNode object) {
        var event = Trees.object();
        event.put("type", type);
        var shown = view.one(kind, object);
        if (view == Views.TABLE) {
            if (columnsSent) {
                shown.putArray("columnDefinitions");
            }
            columnsSent = true;
        }
        event.set("object", shown);
        return event;
    }

    private ObjectNode bookmark(long revision, boolean initialEnd) {
        var object = Trees.object();
        object.put("kind", kind.kind());
        object.put("apiVersion", kind.apiVersion());
        var metadata = object.putObject("metadata");
        metadata.put("resourceVersion", Long.toString(revision));
        if (initialEnd) {
            metadata.putObject("annotations").put(INITIAL_EVENTS_END, "true");
        }
        var event = Trees.object();
        event.put("type", "BOOKMARK");
        event.set("object", object);
        return event;
    }

    private ObjectNode tooOld() {
        var event = Trees.object();
        event.put("type", "ERROR");
        event.set(
                "object",
                Statuses.of(
                        ApiException.gone(
                                "too old resource version: %d (%d)"
                                        .formatted(from, store.revision()))));
        return event;
    }
}
