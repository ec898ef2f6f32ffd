package dev.portcullis.lab.api;

import java.time.Clock;
import java.util.LinkedHashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Notes which fields an ordinary write changed, so that a later apply knows whose they are. */
final class Ownership {

    private static final Clock CLOCK = Clock.systemUTC();

    private Ownership() {}

    /** Everything in a new object is its creator's. */
    static void created(Kind kind, ObjectNode object, String manager) {
        note(kind, null, object, ManagedFields.Manager.updating(manager, ""));
    }

    /** What differs from the old object is now the writer's; what is gone is nobody's. */
    static ObjectNode updated(
            Kind kind, ObjectNode old, ObjectNode next, String manager, String subresource) {
        note(kind, old, next, ManagedFields.Manager.updating(manager, subresource));
        return next;
    }

    static ManagedFields of(Kind kind, @Nullable ObjectNode object) {
        return ManagedFields.of(kind, object, CLOCK);
    }

    private static void note(
            Kind kind, @Nullable ObjectNode old, ObjectNode next, ManagedFields.Manager manager) {
        // A client may rewrite the list itself, as kubectl does when it moves to server-side apply;
        // an empty one, or one with an empty entry, resets it.
        boolean rewritten = next.path("metadata").get("managedFields") instanceof ArrayNode;
        var managed = of(kind, rewritten ? next : old);
        var after = FieldSet.of(kind, next).paths();
        var changed = new LinkedHashSet<List<String>>();
        var removed = new LinkedHashSet<List<String>>();
        if (old == null) {
            changed.addAll(after);
        } else {
            for (var path : after) {
                var was = FieldSet.at(old, path);
                if (was == null || !was.equals(FieldSet.at(next, path))) {
                    changed.add(path);
                }
            }
            removed.addAll(FieldSet.of(kind, old).paths());
            removed.removeAll(after);
        }
        boolean status = manager.subresource().equals("status");
        boolean hasStatus = kind.has(Kind.Trait.STATUS);
        changed.removeIf(path -> hasStatus && isStatus(path) != status);
        removed.removeIf(path -> hasStatus && isStatus(path) != status);
        managed.update(manager, changed, removed);
        managed.writeTo(next);
    }

    private static boolean isStatus(List<String> path) {
        return path.getFirst().equals("f:status");
    }
}
