package dev.portcullis.lab.api;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.locks.Condition;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * The objects of one kind and what happened to them lately. Guarded by the store's lock; the nodes
 * on it are never changed.
 */
final class Shelf {

    /** Where an object lies. Lists come in this order, as etcd's do. */
    record Key(String namespace, String name) implements Comparable<Key> {
        private static final Comparator<Key> ORDER =
                Comparator.comparing(Key::namespace).thenComparing(Key::name);

        static Key of(ObjectNode object) {
            return new Key(Meta.namespace(object), Meta.name(object));
        }

        @Override
        public int compareTo(Key other) {
            return ORDER.compare(this, other);
        }
    }

    /** One change, with the object as it was before; null if it was not there. */
    record Change(Store.Event event, @Nullable ObjectNode previous, long weight) {}

    private final Condition changed;
    private final int maximumChanges;
    private final long maximumWeight;
    private final NavigableMap<Key, ObjectNode> objects = new TreeMap<>();
    private final NavigableMap<Long, Change> history = new TreeMap<>();
    private long weight;
    private long forgotten;

    /**
     * @param forgotten the revision up to which no history is known
     * @param maximumChanges how many changes are kept
     * @param maximumWeight how many bytes (estimated) of changes are kept
     */
    Shelf(Condition changed, long forgotten, int maximumChanges, long maximumWeight) {
        this.changed = changed;
        this.forgotten = forgotten;
        this.maximumChanges = maximumChanges;
        this.maximumWeight = maximumWeight;
    }

    @Nullable ObjectNode get(String namespace, String name) {
        return objects.get(new Key(namespace, name));
    }

    Collection<ObjectNode> all() {
        return objects.values();
    }

    Collection<ObjectNode> in(String namespace) {
        return objects.subMap(new Key(namespace, ""), true, new Key(namespace + "\0", ""), false)
                .values();
    }

    void load(ObjectNode object) {
        objects.put(Key.of(object), object);
    }

    /** Keeps the change an event tells of, and wakes who waits for it. */
    void record(Store.Event event) {
        var key = Key.of(event.object());
        var previous =
                event.type() == Store.Event.Type.DELETED
                        ? objects.remove(key)
                        : objects.put(key, event.object());
        var change = new Change(event, previous, Weight.of(event.object()));
        history.put(event.revision(), change);
        weight += change.weight();
        while (history.size() > maximumChanges || (weight > maximumWeight && history.size() > 1)) {
            var oldest = history.pollFirstEntry();
            weight -= oldest.getValue().weight();
            forgotten = oldest.getKey();
        }
        changed.signalAll();
    }

    /** Forgets every change up to and including this revision. */
    void forget(long revision) {
        history.headMap(revision, true).clear();
        weight = history.values().stream().mapToLong(Change::weight).sum();
        forgotten = Math.max(forgotten, revision);
        changed.signalAll();
    }

    /** Whether every change after this revision is still known. */
    boolean knowsAllAfter(long revision) {
        return revision >= forgotten;
    }

    List<Change> after(long revision, int limit) {
        return history.tailMap(revision, false).values().stream().limit(limit).toList();
    }

    Condition changed() {
        return changed;
    }
}
