package dev.portcullis.console.flows.internal;

import dev.portcullis.console.flows.Workload;
import dev.portcullis.policy.Peer;
import dev.portcullis.policy.Protocol;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.Pod;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Pods gathered under what owns them, at one moment. */
record WorkloadGroups(Map<String, Workload> byId, Map<String, String> owners) {
    static final WorkloadGroups NONE = new WorkloadGroups(Map.of(), Map.of());
    private static final String GUARDED = "portcullis.dev/guarded";

    Collection<Workload> workloads() {
        return byId.values();
    }

    Optional<Workload> find(String namespace, String name) {
        return Optional.ofNullable(byId.get(namespace + "/" + name));
    }

    Optional<String> ownerOf(String namespace, String pod) {
        return Optional.ofNullable(owners.get(namespace + "/" + pod));
    }

    /**
     * @param objects Deployments and the like, which count also without pods
     */
    static WorkloadGroups of(
            Collection<? extends HasMetadata> objects,
            Collection<Pod> pods,
            Collection<Namespace> namespaces) {
        var namespaceLabels = new HashMap<String, Map<String, String>>();
        for (var namespace : namespaces) {
            namespaceLabels.put(namespace.getMetadata().getName(), labels(namespace.getMetadata()));
        }
        var groups = new LinkedHashMap<String, Group>();
        for (var object : objects) {
            var meta = object.getMetadata();
            groups.computeIfAbsent(
                                    meta.getNamespace() + "/" + meta.getName(),
                                    _ ->
                                            new Group(
                                                    meta.getNamespace(),
                                                    meta.getName(),
                                                    object.getKind()))
                            .guarded |=
                    isGuarded(meta);
        }
        var owners = new HashMap<String, String>();
        for (var pod : pods) {
            var meta = pod.getMetadata();
            var owner = owner(pod);
            owners.put(meta.getNamespace() + "/" + meta.getName(), owner.name());
            groups.computeIfAbsent(
                            meta.getNamespace() + "/" + owner.name(),
                            _ -> new Group(meta.getNamespace(), owner.name(), owner.kind()))
                    .add(pod, namespaceLabels.getOrDefault(meta.getNamespace(), Map.of()));
        }
        var workloads = new LinkedHashMap<String, Workload>();
        groups.forEach((id, group) -> workloads.put(id, group.workload()));
        return new WorkloadGroups(workloads, owners);
    }

    private record Owner(String name, String kind) {}

    private static Owner owner(Pod pod) {
        var meta = pod.getMetadata();
        var labels = labels(meta);
        var reference =
                Objects.requireNonNullElse(meta.getOwnerReferences(), List.<OwnerReference>of())
                        .stream()
                        .filter(candidate -> Boolean.TRUE.equals(candidate.getController()))
                        .findFirst();
        if (reference.isEmpty()) {
            return new Owner(meta.getName(), "Pod");
        }
        var name = reference.get().getName();
        return switch (reference.get().getKind()) {
            // A ReplicaSet is named after its Deployment and the hash of the pod template.
            case "ReplicaSet" -> {
                var suffix = "-" + labels.getOrDefault("pod-template-hash", "");
                yield suffix.length() > 1 && name.endsWith(suffix)
                        ? new Owner(
                                name.substring(0, name.length() - suffix.length()), "Deployment")
                        : new Owner(name, "ReplicaSet");
            }
            case "Job" -> new Owner(labels.getOrDefault("app", name), "Job");
            default -> new Owner(name, reference.get().getKind());
        };
    }

    private static boolean isGuarded(ObjectMeta meta) {
        return "true".equals(labels(meta).get(GUARDED));
    }

    private static Map<String, String> labels(ObjectMeta meta) {
        return Objects.requireNonNullElse(meta.getLabels(), Map.of());
    }

    /** What becomes a workload. */
    private static final class Group {
        private final String namespace;
        private final String name;
        private final String kind;
        private final Map<Object, Peer.Pod> endpoints = new LinkedHashMap<>();
        private final Set<Integer> ports = new TreeSet<>();
        private boolean guarded;
        private int running;

        Group(String namespace, String name, String kind) {
            this.namespace = namespace;
            this.name = name;
            this.kind = kind;
        }

        void add(Pod pod, Map<String, String> namespaceLabels) {
            var meta = pod.getMetadata();
            var phase = pod.getStatus() == null ? "" : pod.getStatus().getPhase();
            if (meta.getDeletionTimestamp() != null
                    || !"Running".equals(phase) && !"Pending".equals(phase)) {
                return;
            }
            guarded |= isGuarded(meta);
            running += "Running".equals(phase) ? 1 : 0;
            var named = new HashMap<String, Peer.NamedPort>();
            for (Container container : pod.getSpec().getContainers()) {
                for (ContainerPort port :
                        Objects.requireNonNullElse(
                                container.getPorts(), List.<ContainerPort>of())) {
                    var protocol =
                            Protocol.parse(Objects.requireNonNullElse(port.getProtocol(), "TCP"))
                                    .orElse(Protocol.TCP);
                    if (protocol == Protocol.TCP) {
                        ports.add(port.getContainerPort());
                    }
                    if (port.getName() != null) {
                        named.put(
                                port.getName(),
                                new Peer.NamedPort(port.getContainerPort(), protocol));
                    }
                }
            }
            var account =
                    Objects.requireNonNullElse(pod.getSpec().getServiceAccountName(), "default");
            var endpoint =
                    Peer.Pod.of(namespace, meta.getName(), labels(meta), namespaceLabels, account)
                            .withPorts(named);
            endpoints.putIfAbsent(endpoint.labels(), endpoint);
        }

        Workload workload() {
            return new Workload(
                    namespace,
                    name,
                    kind,
                    running,
                    guarded,
                    List.copyOf(endpoints.values()),
                    ports);
        }
    }
}
