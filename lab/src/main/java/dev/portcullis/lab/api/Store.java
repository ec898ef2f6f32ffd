package dev.portcullis.lab.api;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * Keeps the cluster's objects as etcd and the API's registry do: names, uids, revisions, generations
 * and defaults are set here, and so are deletion with finalizers and grace periods, the removal of
 * what a deleted object owned, and the emptying of a deleted namespace. No controller does these.
 *
 * <p>Safe for any number of threads. Objects are copied on their way in and out. Refusals are {@link
 * ApiException}s: not found, conflict, invalid. The namespaces {@code default}, {@code kube-system}
 * and {@code kube-public} exist from the start; others must be created before what lives in them.
 */
public final class Store implements AutoCloseable {

    /** Something that happened to an object. A deleted one is as it last was. */
    public record Event(Type type, ObjectNode object, long revision) {

        /** What happened. */
        public enum Type {
            ADDED,
            MODIFIED,
            DELETED
        }
    }

    /** What existed at one moment; the objects are the stored ones and must not be changed. */
    record Listed(List<ObjectNode> objects, long revision) {}

    /** What a write came to: the object after it, and whether it is still there. */
    record Outcome(ObjectNode object, boolean exists) {}

    private static final int HISTORY = 10_000;
    private static final long HISTORY_BYTES = 64L << 20;
    private static final List<String> FIRST_NAMESPACES =
            List.of("default", "kube-public", "kube-system");

    private final ReentrantLock lock = new ReentrantLock();
    private final Map<Kind, Shelf> shelves = new HashMap<>();
    private final Preparation preparation;
    private final Removal removal;
    private final Owners owners = new Owners();
    private final @Nullable SnapshotFile file;
    private long revision;

    private Store(Clock clock, RandomGenerator random, @Nullable Path directory, int history) {
        this.file = directory == null ? null : new SnapshotFile(directory, clock);
        var saved = file == null ? SnapshotFile.Content.EMPTY : file.read();
        this.revision = saved.revision();
        for (var kind : Kind.all()) {
            shelves.put(kind, new Shelf(lock.newCondition(), revision, history, HISTORY_BYTES));
        }
        this.preparation = new Preparation(clock, random);
        this.removal = new Removal(this, owners, clock);
        for (var object : saved.objects()) {
            var kind =
                    Kind.of(Meta.textOf(object.get("apiVersion")), Meta.textOf(object.get("kind")));
            kind.ifPresent(
                    known -> {
                        shelf(known).load(object);
                        owners.moved(known, null, object);
                        preparation.remember(known, object);
                    });
        }
        for (var namespace : FIRST_NAMESPACES) {
            if (shelf(Kind.NAMESPACE).get("", namespace) == null) {
                create(Trees.object(Kind.NAMESPACE, "", namespace));
            }
        }
        if (file != null) {
            file.start(this::saved);
        }
    }

    /** A store that forgets everything when it goes. */
    public static Store inMemory() {
        return new Store(Clock.systemUTC(), new SecureRandom(), null, HISTORY);
    }

    /** A store in memory with this clock and randomness, that keeps so many changes of each kind. */
    static Store inMemory(Clock clock, RandomGenerator random, int history) {
        return new Store(clock, random, null, history);
    }

    /**
     * A store that keeps its lasting objects in {@code objects.json} in this directory, which is made
     * if need be. A file that cannot be read is set aside, never fatal.
     */
    public static Store open(Path directory) {
        return new Store(Clock.systemUTC(), new SecureRandom(), directory, HISTORY);
    }

    /** A number that rises with every change. */
    public long revision() {
        lock.lock();
        try {
            return revision;
        } finally {
            lock.unlock();
        }
    }

    /** One object. The namespace is empty for kinds that live in none. */
    public Optional<ObjectNode> get(Kind kind, String namespace, String name) {
        return Optional.ofNullable(peek(kind, namespace, name)).map(ObjectNode::deepCopy);
    }

    /** Every object of a kind, in the order of namespace and name. */
    public List<ObjectNode> list(Kind kind) {
        return snapshot(kind).objects().stream().map(ObjectNode::deepCopy).toList();
    }

    /** The objects of a kind in one namespace, in the order of their names. */
    public List<ObjectNode> list(Kind kind, String namespace) {
        return snapshot(kind, namespace).objects().stream().map(ObjectNode::deepCopy).toList();
    }

    /** Keeps a new object; its apiVersion and kind say what it is. Returns it as it is kept. */
    public ObjectNode create(ObjectNode object) {
        return create(object, false).deepCopy();
    }

    /**
     * Puts an object in the place of the one of its name, but leaves the status as it was where
     * status is a subresource. If the object carries a resourceVersion, it must be the present one.
     */
    public ObjectNode replace(ObjectNode object) {
        var kind = Trees.kindOf(object);
        return change(kind, Meta.namespace(object), Meta.name(object), _ -> object.deepCopy())
                .object()
                .deepCopy();
    }

    /**
     * Changes an object: the operator is given a copy and returns what it should become. It runs
     * again if someone else was faster, so it must have no other effect. The status stays as it was
     * where status is a subresource.
     */
    public ObjectNode update(
            Kind kind, String namespace, String name, UnaryOperator<ObjectNode> operator) {
        return change(kind, namespace, name, operator).object().deepCopy();
    }

    /** As {@link #update}, but only the status of what the operator returns is taken. */
    public ObjectNode updateStatus(
            Kind kind, String namespace, String name, UnaryOperator<ObjectNode> operator) {
        return write(kind, namespace, name, Part.STATUS, false, operator).object().deepCopy();
    }

    /** Deletes as {@code kubectl delete} does. False if there was no such object. */
    public boolean delete(Kind kind, String namespace, String name) {
        return delete(kind, namespace, name, DeleteOptions.DEFAULT);
    }

    /**
     * Deletes an object, or marks it as being deleted while finalizers or a pod's grace period hold
     * it back. False if there was no such object.
     */
    public boolean delete(Kind kind, String namespace, String name, DeleteOptions options) {
        return remove(kind, namespace, name, options, false).isPresent();
    }

    /**
     * Tells the consumer, on a virtual thread of its own, an {@code ADDED} for every object there
     * is and then every change in order, until closed. It may keep the objects it is given. If it
     * throws, that is logged and the next event follows.
     */
    public AutoCloseable watch(Kind kind, Consumer<Event> consumer) {
        return Watcher.start(this, kind, requireNonNull(consumer, "consumer is null"));
    }

    /** Writes what is not yet on disk. */
    @Override
    public void close() {
        if (file != null) {
            file.close();
        }
    }

    // What follows is for this package: the objects handed out are the stored ones.

    /** Which part of an object a write may change. */
    enum Part {
        ALL_BUT_STATUS,
        STATUS
    }

    @Nullable ObjectNode peek(Kind kind, String namespace, String name) {
        lock.lock();
        try {
            return shelf(kind).get(namespace, name);
        } finally {
            lock.unlock();
        }
    }

    Listed snapshot(Kind kind) {
        lock.lock();
        try {
            return new Listed(List.copyOf(shelf(kind).all()), revision);
        } finally {
            lock.unlock();
        }
    }

    Listed snapshot(Kind kind, String namespace) {
        lock.lock();
        try {
            return new Listed(List.copyOf(shelf(kind).in(namespace)), revision);
        } finally {
            lock.unlock();
        }
    }

    ObjectNode create(ObjectNode object, boolean dryRun) {
        var kind = Trees.kindOf(object);
        var fresh = object.deepCopy();
        lock.lock();
        try {
            preparation.forCreate(
                    kind, fresh, name -> shelf(kind).get(Meta.namespace(fresh), name) != null);
            if (kind.namespaced()) {
                requireLiveNamespace(kind, fresh);
            }
            if (shelf(kind).get(Meta.namespace(fresh), Meta.name(fresh)) != null) {
                throw ApiException.alreadyExists(kind, Meta.name(fresh));
            }
            if (dryRun) {
                return fresh;
            }
            return record(Event.Type.ADDED, kind, null, fresh);
        } finally {
            lock.unlock();
        }
    }

    private Outcome change(
            Kind kind, String namespace, String name, UnaryOperator<ObjectNode> operator) {
        return write(kind, namespace, name, Part.ALL_BUT_STATUS, false, operator);
    }

    /** Reads, lets the operator change a copy, and writes unless someone was faster; then again. */
    Outcome write(
            Kind kind,
            String namespace,
            String name,
            Part part,
            boolean dryRun,
            UnaryOperator<ObjectNode> operator) {
        while (true) {
            var old = peek(kind, namespace, name);
            if (old == null) {
                throw ApiException.notFound(kind, name);
            }
            var next = preparation.forUpdate(kind, part, old, operator.apply(old.deepCopy()));
            lock.lock();
            try {
                if (shelf(kind).get(namespace, name) != old) {
                    continue;
                }
                if (next.equals(old)) {
                    return new Outcome(old, true);
                }
                boolean stays = !removal.isFinished(next);
                if (dryRun) {
                    return new Outcome(next, stays);
                }
                if (stays) {
                    return new Outcome(record(Event.Type.MODIFIED, kind, old, next), true);
                }
                return new Outcome(removal.finish(kind, next), false);
            } finally {
                lock.unlock();
            }
        }
    }

    /** Empty if there was no such object. */
    Optional<Outcome> remove(
            Kind kind, String namespace, String name, DeleteOptions options, boolean dryRun) {
        lock.lock();
        try {
            var old = shelf(kind).get(namespace, name);
            return old == null
                    ? Optional.empty()
                    : Optional.of(removal.remove(kind, old, options, dryRun));
        } finally {
            lock.unlock();
        }
    }

    Feed.Batch changesAfter(Kind kind, long after, int limit, Duration patience)
            throws InterruptedException {
        lock.lockInterruptibly();
        try {
            var shelf = shelf(kind);
            long nanos = patience.toNanos();
            while (true) {
                if (!shelf.knowsAllAfter(after)) {
                    return new Feed.Batch.TooOld();
                }
                var changes = shelf.after(after, limit);
                if (!changes.isEmpty() || nanos <= 0) {
                    long seen =
                            changes.size() == limit
                                    ? changes.getLast().event().revision()
                                    : Math.max(after, revision);
                    return new Feed.Batch.Changes(changes, seen);
                }
                nanos = shelf.changed().awaitNanos(nanos);
            }
        } finally {
            lock.unlock();
        }
    }

    /** Forgets the history of a kind, as a compaction does. */
    void forget(Kind kind) {
        lock.lock();
        try {
            shelf(kind).forget(revision);
        } finally {
            lock.unlock();
        }
    }

    boolean knowsAllAfter(Kind kind, long after) {
        lock.lock();
        try {
            return shelf(kind).knowsAllAfter(after);
        } finally {
            lock.unlock();
        }
    }

    /** Under the lock: gives the object the next revision and keeps it, or forgets a deleted one. */
    ObjectNode record(Event.Type type, Kind kind, @Nullable ObjectNode old, ObjectNode object) {
        revision++;
        Meta.of(object).put("resourceVersion", Long.toString(revision));
        shelf(kind).record(new Event(type, object, revision));
        boolean deleted = type == Event.Type.DELETED;
        owners.moved(kind, old, deleted ? null : object);
        if (deleted) {
            preparation.forget(kind, object);
        } else {
            preparation.remember(kind, object);
        }
        if (file != null && !kind.has(Kind.Trait.EPHEMERAL)) {
            file.changed();
        }
        return object;
    }

    Shelf shelf(Kind kind) {
        return requireNonNull(shelves.get(kind), () -> kind + " is not served");
    }

    private void requireLiveNamespace(Kind kind, ObjectNode object) {
        var namespace = Meta.namespace(object);
        var found = shelf(Kind.NAMESPACE).get("", namespace);
        if (found == null) {
            throw ApiException.notFound(Kind.NAMESPACE, namespace);
        }
        if (Meta.isBeingDeleted(found)) {
            throw ApiException.forbidden(
                    kind,
                    Meta.name(object),
                    "unable to create new content in namespace %s because it is being terminated"
                            .formatted(namespace));
        }
    }

    private SnapshotFile.Content saved() {
        lock.lock();
        try {
            var lasting =
                    shelves.entrySet().stream()
                            .filter(entry -> !entry.getKey().has(Kind.Trait.EPHEMERAL))
                            .sorted(Map.Entry.comparingByKey(Kind.ORDER))
                            .flatMap(entry -> entry.getValue().all().stream())
                            .toList();
            return new SnapshotFile.Content(revision, lasting);
        } finally {
            lock.unlock();
        }
    }
}
