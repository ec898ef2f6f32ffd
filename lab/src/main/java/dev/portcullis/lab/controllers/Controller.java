package dev.portcullis.lab.controllers;

import dev.portcullis.lab.api.Kind;
import dev.portcullis.lab.api.Store;
import dev.portcullis.lab.objects.Fields;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import tools.jackson.databind.node.ObjectNode;

/** Looks at one object of its kind at a time and brings the world closer to what it wishes. */
abstract class Controller implements AutoCloseable {

    private final Kind kind;
    private final Store store;
    private final WorkQueue queue;
    private final List<AutoCloseable> watches = new ArrayList<>();

    Controller(Store store, Kind kind) {
        this.store = store;
        this.kind = kind;
        this.queue = new WorkQueue("controller-" + kind.plural(), this::look);
    }

    /** Brings one object's world in order. Called again if it fails. */
    abstract void reconcile(ObjectNode object);

    /** The object is gone. */
    void forget(WorkQueue.Key key) {}

    /** What else to look at before the first event. */
    void follow() {}

    final void start() {
        watches.add(store.watch(kind, event -> queue.add(key(event.object()))));
        follow();
        queue.start();
    }

    final Store store() {
        return store;
    }

    /** Follows another kind, whose objects lead to objects of this one. */
    final void follow(Kind other, Function<ObjectNode, List<WorkQueue.Key>> leads) {
        watches.add(store.watch(other, event -> leads.apply(event.object()).forEach(queue::add)));
    }

    /** Follows objects that this kind controls. */
    final void followOwned(Kind owned) {
        follow(owned, object -> owner(object).map(List::of).orElse(List.of()));
    }

    final void again(ObjectNode object, java.time.Duration later) {
        queue.add(key(object), later);
    }

    /** The objects of a kind that an object controls. */
    final List<ObjectNode> owned(Kind owned, ObjectNode owner) {
        String uid = Fields.uid(owner);
        return store.list(owned, Fields.namespace(owner)).stream()
                .filter(object -> Fields.isControlledBy(object, uid))
                .toList();
    }

    /** Writes a status if it is another one than before. */
    final void status(ObjectNode object, ObjectNode status) {
        if (!status.equals(object.path("status"))) {
            store.updateStatus(
                    kind,
                    Fields.namespace(object),
                    Fields.name(object),
                    now -> {
                        now.set("status", status.deepCopy());
                        return now;
                    });
        }
    }

    static WorkQueue.Key key(ObjectNode object) {
        return new WorkQueue.Key(Fields.namespace(object), Fields.name(object));
    }

    private Optional<WorkQueue.Key> owner(ObjectNode object) {
        return Fields.controller(object)
                .filter(owner -> Fields.text(owner.path("kind")).equals(kind.kind()))
                .map(
                        owner ->
                                new WorkQueue.Key(
                                        Fields.namespace(object), Fields.text(owner.path("name"))));
    }

    private void look(WorkQueue.Key key) {
        Optional<ObjectNode> object = store.get(kind, key.namespace(), key.name());
        if (object.isPresent()) {
            reconcile(object.get());
        } else {
            forget(key);
        }
    }

    @Override
    public void close() throws Exception {
        queue.close();
        for (AutoCloseable watch : watches) {
            watch.close();
        }
    }
}
