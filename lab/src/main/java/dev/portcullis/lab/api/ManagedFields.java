package dev.portcullis.lab.api;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Who last set which fields of an object, as {@code metadata.managedFields} keeps it. */
final class ManagedFields {

    /** Who writes, and through which part of the object; the part is empty for the whole. */
    record Manager(String name, String operation, String subresource) {

        static Manager applying(String name, String subresource) {
            return new Manager(name, "Apply", subresource);
        }

        static Manager updating(String name, String subresource) {
            return new Manager(name, "Update", subresource);
        }
    }

    /** What one manager set. */
    record Entry(Manager manager, String apiVersion, String time, FieldSet fields) {}

    private static final int MOST_UPDATERS = 10;
    private static final String FORGOTTEN = "ancient-changes";

    private final Kind kind;
    private final Clock clock;
    private final List<Entry> entries = new ArrayList<>();

    private ManagedFields(Kind kind, Clock clock) {
        this.kind = kind;
        this.clock = clock;
    }

    /** As an object carries it; entries that make no sense are left out. */
    static ManagedFields of(Kind kind, @Nullable ObjectNode object, Clock clock) {
        var managed = new ManagedFields(kind, clock);
        if (object == null) {
            return managed;
        }
        for (var entry : object.path("metadata").path("managedFields")) {
            var name = Meta.textOf(entry.get("manager"));
            if (!name.isEmpty() && entry.path("fieldsV1").isObject()) {
                managed.entries.add(
                        new Entry(
                                new Manager(
                                        name,
                                        Meta.textOf(entry.get("operation")),
                                        Meta.textOf(entry.get("subresource"))),
                                Meta.textOf(entry.get("apiVersion")),
                                Meta.textOf(entry.get("time")),
                                FieldSet.read(entry.path("fieldsV1"))));
            }
        }
        return managed;
    }

    List<Entry> entries() {
        return entries;
    }

    FieldSet of(Manager manager) {
        return entries.stream()
                .filter(entry -> entry.manager().equals(manager))
                .map(Entry::fields)
                .findFirst()
                .orElseGet(FieldSet::empty);
    }

    /** The others who set this field. */
    List<Entry> ownersOf(List<String> path, Manager but) {
        return entries.stream()
                .filter(entry -> !entry.manager().equals(but))
                .filter(entry -> entry.fields().paths().contains(path))
                .toList();
    }

    /** Whether anyone else set something there or below. */
    boolean anyBelow(List<String> path, Manager but) {
        return entries.stream()
                .anyMatch(entry -> !entry.manager().equals(but) && entry.fields().hasBelow(path));
    }

    void take(Manager manager, Set<List<String>> paths) {
        replaceAll(manager, paths, false);
    }

    /** Fields that are not there any more belong to nobody. */
    void drop(Set<List<String>> paths) {
        if (!paths.isEmpty()) {
            replaceAll(null, paths, true);
        }
    }

    /** What one manager has set, now and in all. */
    void set(Manager manager, FieldSet fields) {
        for (int i = 0; i < entries.size(); i++) {
            var entry = entries.get(i);
            if (entry.manager().equals(manager)) {
                if (fields.paths().isEmpty()) {
                    entries.remove(i);
                } else if (!entry.fields().equals(fields)) {
                    entries.set(i, entry(manager, fields));
                }
                return;
            }
        }
        if (!fields.paths().isEmpty()) {
            entries.add(entry(manager, fields));
        }
    }

    /** An update takes over every field it changed. */
    void update(Manager manager, Set<List<String>> changed, Set<List<String>> removed) {
        drop(removed);
        if (!changed.isEmpty()) {
            take(manager, changed);
            set(manager, of(manager).with(changed));
        }
        forgetOldUpdaters();
    }

    void writeTo(ObjectNode object) {
        var metadata = Meta.of(object);
        if (entries.isEmpty()) {
            metadata.remove("managedFields");
            return;
        }
        ArrayNode list = metadata.putArray("managedFields");
        for (var entry : entries) {
            var node = list.addObject();
            node.put("manager", entry.manager().name());
            node.put("operation", entry.manager().operation());
            node.put("apiVersion", entry.apiVersion());
            node.put("time", entry.time());
            node.put("fieldsType", "FieldsV1");
            node.set("fieldsV1", entry.fields().write());
            if (!entry.manager().subresource().isEmpty()) {
                node.put("subresource", entry.manager().subresource());
            }
        }
    }

    private void replaceAll(@Nullable Manager but, Set<List<String>> paths, boolean all) {
        for (int i = entries.size() - 1; i >= 0; i--) {
            var entry = entries.get(i);
            if (!all && entry.manager().equals(but)) {
                continue;
            }
            var left = entry.fields().without(paths);
            if (left.paths().isEmpty()) {
                entries.remove(i);
            } else if (left.paths().size() != entry.fields().paths().size()) {
                entries.set(i, new Entry(entry.manager(), entry.apiVersion(), entry.time(), left));
            }
        }
    }

    private void forgetOldUpdaters() {
        var updaters =
                new ArrayList<>(
                        entries.stream()
                                .filter(entry -> entry.manager().operation().equals("Update"))
                                .toList());
        if (updaters.size() <= MOST_UPDATERS) {
            return;
        }
        var merged = new HashSet<List<String>>();
        for (var old : updaters.subList(0, updaters.size() - MOST_UPDATERS + 1)) {
            merged.addAll(old.fields().paths());
            entries.remove(old);
        }
        set(Manager.updating(FORGOTTEN, ""), new FieldSet(merged));
    }

    private Entry entry(Manager manager, FieldSet fields) {
        return new Entry(
                manager,
                kind.apiVersion(),
                Instant.now(clock).truncatedTo(ChronoUnit.SECONDS).toString(),
                fields);
    }
}
