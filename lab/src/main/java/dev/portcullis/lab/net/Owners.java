package dev.portcullis.lab.net;

import dev.portcullis.lab.api.Kind;
import dev.portcullis.lab.api.Store;
import dev.portcullis.lab.net.PodEndpoint.Workload;
import dev.portcullis.lab.objects.Fields;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Finds what a pod belongs to in the end: a Deployment rather than one of its ReplicaSets. */
final class Owners {

    private Owners() {}

    static Optional<Workload> workload(Store store, JsonNode pod) {
        return Fields.controller(pod)
                .map(
                        owner ->
                                new Workload(
                                        Fields.text(owner.path("kind")),
                                        Fields.text(owner.path("name"))))
                .map(owner -> above(store, Fields.namespace(pod), owner));
    }

    private static Workload above(Store store, String namespace, Workload owner) {
        Optional<Kind> kind =
                switch (owner.kind()) {
                    case "ReplicaSet" -> Optional.of(Kind.REPLICA_SET);
                    case "Job" -> Optional.of(Kind.JOB);
                    default -> Optional.empty();
                };
        return kind.flatMap(found -> store.get(found, namespace, owner.name()))
                .flatMap(Fields::controller)
                .map(
                        next ->
                                new Workload(
                                        Fields.text(next.path("kind")),
                                        Fields.text(next.path("name"))))
                .orElse(owner);
    }
}
