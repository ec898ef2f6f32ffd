package dev.portcullis.lab.api;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Knows which objects name which owner, and which owners exist. Guarded by the store's lock. */
final class Owners {

    /** Where an owned object lies. */
    record Ref(Kind kind, Shelf.Key key) {}

    private final Map<String, Set<Ref>> dependents = new HashMap<>();
    private final Set<String> alive = new HashSet<>();

    /** Takes note that an object came ({@code old} is null), changed, or went ({@code now} is null). */
    void moved(Kind kind, @Nullable ObjectNode old, @Nullable ObjectNode now) {
        if (old != null) {
            alive.remove(Meta.uid(old));
            var ref = new Ref(kind, Shelf.Key.of(old));
            for (var owner : Meta.owners(old)) {
                dependents.computeIfPresent(
                        owner.uid(), (_, refs) -> refs.remove(ref) && refs.isEmpty() ? null : refs);
            }
        }
        if (now != null) {
            alive.add(Meta.uid(now));
            var ref = new Ref(kind, Shelf.Key.of(now));
            for (var owner : Meta.owners(now)) {
                dependents.computeIfAbsent(owner.uid(), _ -> new HashSet<>()).add(ref);
            }
        }
    }

    List<Ref> of(String uid) {
        return List.copyOf(dependents.getOrDefault(uid, Set.of()));
    }

    boolean exists(String uid) {
        return alive.contains(uid);
    }
}
