package dev.portcullis.lab.controllers;

import dev.portcullis.lab.api.Kind;
import dev.portcullis.lab.api.Store;
import dev.portcullis.lab.objects.Fields;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/** Keeps as many pods as a ReplicaSet asks for. */
final class ReplicaSets extends Controller {

    private static final String NAME = "replicaset-controller";

    private final Events events;

    ReplicaSets(Store store, Events events) {
        super(store, Kind.REPLICA_SET);
        this.events = events;
    }

    @Override
    void follow() {
        followOwned(Kind.POD);
    }

    @Override
    void reconcile(ObjectNode set) {
        if (Fields.isBeingDeleted(set)) {
            return;
        }
        List<ObjectNode> pods = owned(Kind.POD, set);
        pods.stream().filter(Pods::hasEnded).forEach(this::delete);
        List<ObjectNode> living = Pods.living(pods);
        int wanted = Fields.number(set.path("spec").path("replicas"), 1);
        for (int i = living.size(); i < wanted; i++) {
            ObjectNode pod = store().create(Pods.fromTemplate(set, Map.of()));
            events.normal(set, NAME, "SuccessfulCreate", "Created pod: " + Fields.name(pod));
        }
        living.stream()
                .sorted(
                        Comparator.comparing(Pods::isReady)
                                .thenComparing(
                                        pod ->
                                                Fields.text(
                                                        pod.path("metadata")
                                                                .path("creationTimestamp")),
                                        Comparator.reverseOrder())
                                .thenComparing(Fields::name))
                .limit(Math.max(0, living.size() - wanted))
                .forEach(
                        pod -> {
                            delete(pod);
                            events.normal(
                                    set,
                                    NAME,
                                    "SuccessfulDelete",
                                    "Deleted pod: " + Fields.name(pod));
                        });
        status(set, status(set, Pods.living(owned(Kind.POD, set))));
    }

    private void delete(ObjectNode pod) {
        store().delete(Kind.POD, Fields.namespace(pod), Fields.name(pod));
    }

    private static ObjectNode status(ObjectNode set, List<ObjectNode> pods) {
        int ready = (int) pods.stream().filter(Pods::isReady).count();
        ObjectNode status =
                Fields.object()
                        .put("replicas", pods.size())
                        .put("fullyLabeledReplicas", pods.size());
        if (ready > 0) {
            status.put("readyReplicas", ready).put("availableReplicas", ready);
        }
        return status.put(
                "observedGeneration", Fields.number(set.path("metadata").path("generation"), 1));
    }
}
