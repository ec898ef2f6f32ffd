package dev.portcullis.lab.api;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Server-side apply: merges what a manager wants into an object, takes away what it wanted before
 * and wants no more, and refuses to change what others set unless forced.
 */
final class Apply {

    private final Kind kind;
    private final ManagedFields.Manager manager;
    private final boolean force;

    Apply(Kind kind, ManagedFields.Manager manager, boolean force) {
        this.kind = kind;
        this.manager = manager;
        this.force = force;
    }

    /** A new object, all of it the manager's. */
    ObjectNode create(ObjectNode applied) {
        var managed = Ownership.of(kind, null);
        managed.set(manager, FieldSet.of(kind, applied));
        managed.writeTo(applied);
        return applied;
    }

    /** Changes the live object. */
    ObjectNode merge(ObjectNode live, ObjectNode applied) {
        var managed = Ownership.of(kind, live);
        var wanted = FieldSet.of(kind, applied);
        var conflicts = new LinkedHashSet<List<String>>();
        var causes = new ArrayList<ApiException.Cause>();
        for (var path : wanted.paths()) {
            var owners = managed.ownersOf(path, manager);
            if (!owners.isEmpty() && differs(live, applied, path)) {
                conflicts.add(path);
                for (var owner : owners) {
                    causes.add(
                            new ApiException.Cause(
                                    FieldSet.print(path),
                                    "FieldManagerConflict",
                                    "conflict with \"%s\" using %s"
                                            .formatted(
                                                    owner.manager().name(), owner.apiVersion())));
                }
            }
        }
        if (!conflicts.isEmpty() && !force && !clientSideApplied(live).containsAll(conflicts)) {
            throw conflict(live, causes);
        }
        managed.take(manager, conflicts);
        var before = managed.of(manager);
        mergeObject("", live, applied);
        removeUnwanted(live, managed, before.without(wanted.paths()));
        managed.set(manager, wanted);
        managed.writeTo(live);
        return live;
    }

    /**
     * What {@code kubectl apply} set before it applied on the server; kubectl may take that over, as
     * the real API server lets it.
     */
    private Set<List<String>> clientSideApplied(ObjectNode live) {
        var kept =
                live.path("metadata")
                        .path("annotations")
                        .path("kubectl.kubernetes.io/last-applied-configuration");
        return manager.name().equals("kubectl")
                        && FieldSet.parse(kept.asString("")) instanceof ObjectNode applied
                ? FieldSet.of(kind, applied).paths()
                : Set.of();
    }

    private ApiException conflict(ObjectNode live, List<ApiException.Cause> causes) {
        causes.sort(Comparator.comparing(ApiException.Cause::field));
        var lines = causes.stream().map(cause -> cause.message() + ": " + cause.field()).toList();
        return new ApiException(
                409,
                "Conflict",
                "Apply failed with %d conflict%s: %s"
                        .formatted(
                                causes.size(),
                                causes.size() == 1 ? "" : "s",
                                String.join("; ", lines)),
                ApiException.About.of(kind, Meta.name(live)),
                causes);
    }

    private static boolean differs(ObjectNode live, ObjectNode applied, List<String> path) {
        @Nullable JsonNode is = FieldSet.at(live, path);
        @Nullable JsonNode wanted = FieldSet.at(applied, path);
        return is != null && !is.equals(wanted);
    }

    private void mergeObject(String parent, ObjectNode live, ObjectNode applied) {
        for (Map.Entry<String, JsonNode> entry : applied.properties()) {
            var field = entry.getKey();
            var value = entry.getValue();
            if (value.isNull()) {
                continue;
            }
            if (value instanceof ObjectNode wanted) {
                var into =
                        live.get(field) instanceof ObjectNode there ? there : live.putObject(field);
                mergeObject(field, into, wanted);
            } else if (value instanceof ArrayNode wanted) {
                mergeList(parent, live, field, wanted);
            } else {
                live.set(field, value);
            }
        }
    }

    private void mergeList(String parent, ObjectNode live, String field, ArrayNode wanted) {
        var keys = ListKeys.of(kind, parent, field);
        boolean set = ListKeys.isSet(field);
        if (!set && (keys.isEmpty() || !wanted.valueStream().allMatch(JsonNode::isObject))) {
            live.set(field, wanted.deepCopy());
            return;
        }
        var into = live.get(field) instanceof ArrayNode there ? there : live.putArray(field);
        for (var element : wanted) {
            if (set) {
                if (into.valueStream().noneMatch(element::equals)) {
                    into.add(element);
                }
                continue;
            }
            var object = (ObjectNode) element;
            var named = FieldSet.parse(FieldSet.key(object, keys).substring(2));
            var there =
                    into.valueStream()
                            .filter(present -> FieldSet.isNamed(present, named))
                            .findFirst();
            mergeObject(field, (ObjectNode) there.orElseGet(into::addObject), object);
        }
    }

    private void removeUnwanted(ObjectNode live, ManagedFields managed, FieldSet unwanted) {
        // Leaves before the elements they lie in.
        var paths =
                unwanted.paths().stream()
                        .sorted(Comparator.comparingInt((List<String> path) -> -path.size()))
                        .toList();
        for (var path : paths) {
            boolean element = path.getLast().equals(FieldSet.THERE);
            var what = element ? path.subList(0, path.size() - 1) : path;
            boolean kept =
                    element
                            ? managed.anyBelow(what, manager)
                            : isKey(path) || !managed.ownersOf(path, manager).isEmpty();
            if (!kept) {
                remove(live, what);
            }
        }
    }

    /** Whether the field names the element it lies in; it goes with the element only. */
    private static boolean isKey(List<String> path) {
        if (path.size() < 2 || !path.get(path.size() - 2).startsWith("k:")) {
            return false;
        }
        var keys = FieldSet.parse(path.get(path.size() - 2).substring(2));
        return keys.has(path.getLast().substring(2));
    }

    private static void remove(ObjectNode live, List<String> path) {
        var parent = FieldSet.at(live, path.subList(0, path.size() - 1));
        var target = FieldSet.at(live, path);
        if (parent == null || target == null) {
            return;
        }
        if (parent instanceof ObjectNode object) {
            object.remove(path.getLast().substring(2));
        } else if (parent instanceof ArrayNode list) {
            for (int i = list.size() - 1; i >= 0; i--) {
                if (list.get(i) == target) {
                    list.remove(i);
                }
            }
        }
        if (parent.isEmpty() && path.size() > 2) {
            remove(live, path.subList(0, path.size() - 1));
        }
    }
}
