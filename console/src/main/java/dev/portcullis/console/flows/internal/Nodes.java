package dev.portcullis.console.flows.internal;

import dev.portcullis.console.flows.Workload;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The nodes of the map, at most {@link #MAX}. Kubernetes' own workloads always find room; names that only flows speak
 * of share one half of it, and what exceeds that half becomes the node "others". Guarded by the store's lock.
 */
final class Nodes {
    static final int MAX = 2_000;
    private static final int MAX_UNLISTED = 1_000;

    private final Map<String, Map<String, Node>> workloads = new HashMap<>();
    private final Map<String, Node> entities = new HashMap<>();
    private final List<String> removed = new ArrayList<>();
    private int size;
    private int unlisted;

    /** The node of that name; "others" if there is no room for a new one. */
    Node of(Naming.Name name) {
        return switch (name) {
            case Naming.Name.OfEntity(var entity) -> entity(entity);
            case Naming.Name.OfWorkload(var namespace, var workload, var kind) -> {
                var known = find(namespace, workload);
                if (known != null) {
                    if (known.kind.isEmpty()) {
                        known.kind = kind;
                    }
                    yield known;
                }
                if (unlisted >= MAX_UNLISTED) {
                    yield entity("others");
                }
                unlisted++;
                yield add(Node.workload(namespace, workload, kind));
            }
        };
    }

    @Nullable Node find(String id) {
        if (id.startsWith("reserved:")) {
            return entities.get(id.substring("reserved:".length()));
        }
        int slash = id.indexOf('/');
        return slash < 0 ? null : find(id.substring(0, slash), id.substring(slash + 1));
    }

    Node entity(String name) {
        return entities.computeIfAbsent(
                name,
                entity -> {
                    size++;
                    return Node.entity(entity);
                });
    }

    /** Takes over what Kubernetes says of the workloads. */
    void list(Collection<Workload> current) {
        var named = new HashMap<String, Workload>();
        for (var workload : current) {
            // Room for entities and for names from flows is kept free.
            if (named.size() < MAX - MAX_UNLISTED - 20) {
                named.put(workload.id(), workload);
            }
        }
        for (var node : all()) {
            if (node.listed && !named.containsKey(node.id)) {
                node.listed = false;
                unlisted++;
                node.pods = 0;
                node.dirty = true;
            }
        }
        for (var workload : named.values()) {
            var node = find(workload.namespace(), workload.name());
            if (node == null) {
                node = add(Node.workload(workload.namespace(), workload.name(), workload.kind()));
            } else if (!node.listed) {
                unlisted--;
            }
            node.dirty |=
                    !node.listed
                            || node.pods != workload.pods()
                            || node.guarded != workload.guarded()
                            || !node.kind.equals(workload.kind());
            node.listed = true;
            node.pods = workload.pods();
            node.guarded = workload.guarded();
            node.kind = workload.kind();
        }
    }

    /** Forgets nodes that no edge touches, that Kubernetes does not list, and that were not seen since then. */
    void forgetBefore(long second) {
        for (var node : all()) {
            if (!node.listed && node.degree == 0 && node.lastSeenSecond < second) {
                remove(node);
            }
        }
    }

    /** The ids of nodes that went since the last call. */
    List<String> drainRemoved() {
        var ids = List.copyOf(removed);
        removed.clear();
        return ids;
    }

    List<Node> all() {
        var all = new ArrayList<Node>(size);
        workloads.values().forEach(ofNamespace -> all.addAll(ofNamespace.values()));
        all.addAll(entities.values());
        return all;
    }

    private @Nullable Node find(String namespace, String workload) {
        var ofNamespace = workloads.get(namespace);
        return ofNamespace == null ? null : ofNamespace.get(workload);
    }

    private Node add(Node node) {
        workloads.computeIfAbsent(node.namespace, _ -> new HashMap<>()).put(node.workload, node);
        size++;
        return node;
    }

    private void remove(Node node) {
        if (node.isEndpoint()) {
            var ofNamespace = workloads.get(node.namespace);
            if (ofNamespace != null) {
                ofNamespace.remove(node.workload);
                if (ofNamespace.isEmpty()) {
                    workloads.remove(node.namespace);
                }
            }
            unlisted--;
        } else {
            entities.remove(node.workload);
        }
        size--;
        removed.add(node.id);
    }
}
