package dev.portcullis.console.questions.internal;

import dev.portcullis.console.flows.Workload;
import dev.portcullis.console.flows.Workloads;
import dev.portcullis.policy.Connection;
import dev.portcullis.policy.EntityKind;
import dev.portcullis.policy.Labels;
import dev.portcullis.policy.Peer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The workloads' pods as policies see them, and who they belong to. */
final class Endpoints {
    private static final List<EntityKind> ENTITIES =
            List.of(
                    EntityKind.WORLD,
                    EntityKind.HOST,
                    EntityKind.REMOTE_NODE,
                    EntityKind.KUBE_APISERVER);

    private final List<Workload> workloads;
    private final Map<Labels, Workload> owners = new HashMap<>();
    private final Map<Labels, Peer.Pod> pods = new HashMap<>();

    private Endpoints(Collection<Workload> workloads) {
        this.workloads = List.copyOf(workloads);
        for (var workload : this.workloads) {
            for (var pod : workload.endpoints()) {
                owners.putIfAbsent(pod.labels(), workload);
                pods.putIfAbsent(pod.labels(), pod);
            }
        }
    }

    static Endpoints of(Workloads workloads) {
        return among(workloads.all());
    }

    static Endpoints among(Collection<Workload> workloads) {
        return new Endpoints(workloads);
    }

    List<Workload> workloads() {
        return workloads;
    }

    List<Peer.Pod> pods() {
        return workloads.stream().flatMap(workload -> workload.endpoints().stream()).toList();
    }

    /** Pods of all workloads, and the entities that may come from outside. */
    List<Peer> peers() {
        var peers = new ArrayList<Peer>(pods());
        ENTITIES.forEach(kind -> peers.add(Peer.Entity.of(kind)));
        return peers;
    }

    Optional<Workload> workload(String id) {
        return workloads.stream().filter(workload -> workload.id().equals(id)).findFirst();
    }

    /** The map's node of a peer. */
    String node(Peer peer) {
        return switch (peer) {
            case Peer.Pod pod ->
                    Optional.ofNullable(owners.get(pod.labels()))
                            .map(Workload::id)
                            .orElse(pod.name());
            case Peer.Entity entity ->
                    "reserved:"
                            + entity.labels().list().stream()
                                    .map(label -> label.key())
                                    .filter(word -> !word.equals("remote-node"))
                                    .findFirst()
                                    .orElse("remote-node");
            case Peer.Outside _ -> "reserved:world";
        };
    }

    /** A node of the map as a peer; empty if it has no pod or is nothing that policies know. */
    Optional<Peer> peer(String node) {
        if (node.startsWith("reserved:")) {
            return EntityKind.parse(node.substring("reserved:".length())).map(Peer.Entity::of);
        }
        return workload(node).flatMap(workload -> workload.endpoints().stream().findFirst());
    }

    /** The same connection; what flows do not tell of its server, such as names of ports, is added. */
    Connection known(Connection connection) {
        return connection.to() instanceof Peer.Pod to
                        && to.ports().isEmpty()
                        && pods.get(to.labels()) instanceof Peer.Pod named
                        && named.ports().isPresent()
                ? new Connection(
                        connection.from(),
                        to.withPorts(named.ports().get()),
                        connection.port(),
                        connection.protocol(),
                        connection.request())
                : connection;
    }
}
