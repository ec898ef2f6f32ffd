package dev.portcullis.lab.api;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/**
 * How objects go: grace periods, finalizers, what they own, and namespaces with all that is in
 * them. Runs under the store's lock.
 */
final class Removal {

    private static final String FOREGROUND = "foregroundDeletion";
    private static final long POD_GRACE_SECONDS = 30;
    private static final Set<String> ENDED = Set.of("Succeeded", "Failed");

    private final Store store;
    private final Owners owners;
    private final Clock clock;

    /** Objects that are gone, whose dependents and namespace are still to be looked at. */
    private final Deque<ObjectNode> gone = new ArrayDeque<>();

    private boolean following;

    Removal(Store store, Owners owners, Clock clock) {
        this.store = store;
        this.owners = owners;
        this.clock = clock;
    }

    Store.Outcome remove(Kind kind, ObjectNode old, DeleteOptions options, boolean dryRun) {
        requirePreconditions(kind, old, options);
        var next = marked(kind, old, options);
        if (next.isEmpty()) {
            return new Store.Outcome(dryRun ? old : finish(kind, old), false);
        }
        var object = next.get();
        if (dryRun || object.equals(old)) {
            return new Store.Outcome(object, true);
        }
        store.record(Store.Event.Type.MODIFIED, kind, old, object);
        if (kind.equals(Kind.NAMESPACE)) {
            empty(Meta.name(object));
        }
        if (Meta.hasFinalizer(object, FOREGROUND)) {
            removeDependents(Meta.uid(object));
        }
        var left = store.shelf(kind).get(Meta.namespace(object), Meta.name(object));
        return left == null ? new Store.Outcome(object, false) : new Store.Outcome(left, true);
    }

    /** Whether nothing holds back an object that is being deleted. */
    boolean isFinished(ObjectNode object) {
        return Meta.isBeingDeleted(object)
                && !Meta.hasFinalizers(object)
                && object.path("metadata").path("deletionGracePeriodSeconds").asLong(0) == 0
                && object.path("spec").path("finalizers").isEmpty();
    }

    /** Takes an object off its shelf, then follows what hung on it. Returns it as it last was. */
    ObjectNode finish(Kind kind, ObjectNode object) {
        var last = object.deepCopy();
        var old = store.shelf(kind).get(Meta.namespace(object), Meta.name(object));
        store.record(Store.Event.Type.DELETED, kind, old, last);
        gone.add(last);
        if (!following) {
            following = true;
            try {
                while (!gone.isEmpty()) {
                    follow(gone.poll());
                }
            } finally {
                following = false;
            }
        }
        return last;
    }

    private void follow(ObjectNode removed) {
        removeDependents(Meta.uid(removed));
        for (var owner : Meta.owners(removed)) {
            finishForeground(owner.uid());
        }
        var namespace = Meta.namespace(removed);
        if (!namespace.isEmpty()) {
            finishNamespace(namespace);
        }
    }

    /** The object as it waits for its end; empty if nothing keeps it. */
    private Optional<ObjectNode> marked(Kind kind, ObjectNode old, DeleteOptions options) {
        var next = old.deepCopy();
        if (kind.equals(Kind.NAMESPACE)) {
            if (isEmpty(Meta.name(old)) && !Meta.hasFinalizers(old)) {
                return Optional.empty();
            }
            next.withObject("status").put("phase", "Terminating");
            next.withObject("spec").withArray("finalizers").removeAll().add("kubernetes");
            return Optional.of(mark(next, 0));
        }
        var uid = Meta.uid(old);
        switch (options.propagation()) {
            case ORPHAN -> owners.of(uid).forEach(ref -> disown(ref, uid));
            case FOREGROUND -> {
                if (!owners.of(uid).isEmpty()) {
                    Meta.addFinalizer(next, FOREGROUND);
                }
            }
            case BACKGROUND -> {}
        }
        long grace = grace(kind, old, options);
        return grace > 0 || Meta.hasFinalizers(next)
                ? Optional.of(mark(next, grace))
                : Optional.empty();
    }

    /** Only a pod that runs somewhere has time to say goodbye, and a second wish only shortens it. */
    private static long grace(Kind kind, ObjectNode old, DeleteOptions options) {
        if (!kind.equals(Kind.POD)
                || Meta.textOf(old.path("spec").get("nodeName")).isEmpty()
                || ENDED.contains(Meta.textOf(old.path("status").get("phase")))) {
            return 0;
        }
        long wanted =
                options.gracePeriodSeconds()
                        .orElse(
                                old.path("spec")
                                        .path("terminationGracePeriodSeconds")
                                        .asLong(POD_GRACE_SECONDS));
        return Meta.isBeingDeleted(old)
                ? Math.min(
                        wanted,
                        old.path("metadata").path("deletionGracePeriodSeconds").asLong(wanted))
                : wanted;
    }

    private ObjectNode mark(ObjectNode object, long graceSeconds) {
        var metadata = Meta.of(object);
        boolean shortened =
                metadata.path("deletionGracePeriodSeconds").asLong(graceSeconds) != graceSeconds;
        if (!Meta.isBeingDeleted(object) || shortened) {
            metadata.put(
                    "deletionTimestamp",
                    Instant.now(clock)
                            .plusSeconds(graceSeconds)
                            .truncatedTo(ChronoUnit.SECONDS)
                            .toString());
            metadata.put("deletionGracePeriodSeconds", graceSeconds);
        }
        return object;
    }

    private void removeDependents(String uid) {
        for (var ref : owners.of(uid)) {
            var object = store.shelf(ref.kind()).get(ref.key().namespace(), ref.key().name());
            if (object == null) {
                continue;
            }
            boolean ownedByAnother =
                    Meta.owners(object).stream()
                            .anyMatch(
                                    owner ->
                                            !owner.uid().equals(uid) && owners.exists(owner.uid()));
            if (ownedByAnother) {
                disown(ref, uid);
            } else if (!Meta.isBeingDeleted(object)) {
                remove(ref.kind(), object, DeleteOptions.DEFAULT, false);
            }
        }
    }

    private void disown(Owners.Ref ref, String uid) {
        var object = store.shelf(ref.kind()).get(ref.key().namespace(), ref.key().name());
        if (object != null) {
            var next = object.deepCopy();
            Meta.removeOwner(next, uid);
            store.record(Store.Event.Type.MODIFIED, ref.kind(), object, next);
        }
    }

    /** Lets an owner go that only waited for its dependents. */
    private void finishForeground(String uid) {
        if (!owners.exists(uid) || !owners.of(uid).isEmpty()) {
            return;
        }
        for (var kind : Kind.all()) {
            for (var object : new ArrayList<>(store.shelf(kind).all())) {
                if (uid.equals(Meta.uid(object)) && Meta.hasFinalizer(object, FOREGROUND)) {
                    var next = object.deepCopy();
                    Meta.removeFinalizer(next, FOREGROUND);
                    if (isFinished(next)) {
                        finish(kind, next);
                    } else {
                        store.record(Store.Event.Type.MODIFIED, kind, object, next);
                    }
                }
            }
        }
    }

    private void empty(String namespace) {
        for (var kind : Kind.all()) {
            if (kind.namespaced()) {
                for (var object : new ArrayList<>(store.shelf(kind).in(namespace))) {
                    var now = store.shelf(kind).get(namespace, Meta.name(object));
                    if (now != null && !Meta.isBeingDeleted(now)) {
                        remove(kind, now, DeleteOptions.DEFAULT, false);
                    }
                }
            }
        }
        finishNamespace(namespace);
    }

    private boolean isEmpty(String namespace) {
        return Kind.all().stream()
                .filter(Kind::namespaced)
                .allMatch(kind -> store.shelf(kind).in(namespace).isEmpty());
    }

    private void finishNamespace(String name) {
        var namespace = store.shelf(Kind.NAMESPACE).get("", name);
        if (namespace == null || !Meta.isBeingDeleted(namespace) || !isEmpty(name)) {
            return;
        }
        var next = namespace.deepCopy();
        next.withObject("spec").withArray("finalizers").removeAll();
        if (isFinished(next)) {
            finish(Kind.NAMESPACE, next);
        }
    }

    private static void requirePreconditions(Kind kind, ObjectNode old, DeleteOptions options) {
        options.uid()
                .filter(uid -> !uid.equals(Meta.uid(old)))
                .ifPresent(
                        uid -> {
                            throw ApiException.conflict(
                                    kind,
                                    Meta.name(old),
                                    "Precondition failed: UID in precondition: %s, UID in object meta: %s"
                                            .formatted(uid, Meta.uid(old)));
                        });
        options.resourceVersion()
                .filter(version -> !version.equals(Meta.resourceVersion(old)))
                .ifPresent(
                        version -> {
                            throw ApiException.conflict(
                                    kind,
                                    Meta.name(old),
                                    "Precondition failed: ResourceVersion in precondition: %s, ResourceVersion in object meta: %s"
                                            .formatted(version, Meta.resourceVersion(old)));
                        });
    }
}
