package dev.portcullis.console.flows;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Workloads that a test puts there. */
public final class FixedWorkloads implements Workloads {
    private final Map<String, Workload> all = new LinkedHashMap<>();
    private final Map<String, String> owners = new HashMap<>();

    public FixedWorkloads with(Workload workload) {
        all.put(workload.id(), workload);
        return this;
    }

    /** The guarded database. */
    public FixedWorkloads withMysql() {
        return with(
                new Workload("users", "mysql", "StatefulSet", 1, true, List.of(), Set.of(3306)));
    }

    public FixedWorkloads owning(String namespace, String pod, String owner) {
        owners.put(namespace + "/" + pod, owner);
        return this;
    }

    @Override
    public Collection<Workload> all() {
        return List.copyOf(all.values());
    }

    @Override
    public Optional<Workload> find(String namespace, String name) {
        return Optional.ofNullable(all.get(namespace + "/" + name));
    }

    @Override
    public Optional<String> ownerOf(String namespace, String pod) {
        return Optional.ofNullable(owners.get(namespace + "/" + pod));
    }

    @Override
    public long version() {
        return all.size() + owners.size();
    }

    @Override
    public Optional<String> problem() {
        return Optional.empty();
    }
}
