package dev.portcullis.lab.controllers;

import dev.portcullis.lab.api.Kind;
import dev.portcullis.lab.api.Store;
import dev.portcullis.lab.objects.Fields;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Rolls a Deployment out: one ReplicaSet a template, the newest scaled up while the old ones go. */
final class Deployments extends Controller {

    private static final String NAME = "deployment-controller";
    private static final String HASH = "pod-template-hash";
    private static final String REVISION = "deployment.kubernetes.io/revision";

    private final Events events;
    private final Clock clock;

    Deployments(Store store, Events events, Clock clock) {
        super(store, Kind.DEPLOYMENT);
        this.events = events;
        this.clock = clock;
    }

    @Override
    void follow() {
        followOwned(Kind.REPLICA_SET);
    }

    @Override
    void reconcile(ObjectNode deployment) {
        if (Fields.isBeingDeleted(deployment)) {
            return;
        }
        String hash = Pods.hash(deployment.path("spec").path("template"));
        if (!deployment.path("spec").path("paused").asBoolean(false)) {
            List<ObjectNode> sets = owned(Kind.REPLICA_SET, deployment);
            ObjectNode newest = find(sets, hash).orElseGet(() -> create(deployment, hash, sets));
            mark(deployment, newest);
            List<ObjectNode> old =
                    sets.stream()
                            .filter(set -> !Fields.uid(set).equals(Fields.uid(newest)))
                            .sorted(Comparator.comparingInt(Deployments::revision))
                            .toList();
            if (Rollout.isRecreate(deployment)) {
                recreate(deployment, newest, old);
            } else {
                roll(deployment, newest, old);
            }
            tidy(deployment, old);
        }
        ObjectNode now =
                store().get(Kind.DEPLOYMENT, Fields.namespace(deployment), Fields.name(deployment))
                        .orElse(deployment);
        status(now, status(now, owned(Kind.REPLICA_SET, now), hash));
    }

    private static Optional<ObjectNode> find(List<ObjectNode> sets, String hash) {
        return sets.stream().filter(set -> hash.equals(Fields.labels(set).get(HASH))).findFirst();
    }

    private ObjectNode create(ObjectNode deployment, String hash, List<ObjectNode> sets) {
        int revision = sets.stream().mapToInt(Deployments::revision).max().orElse(0) + 1;
        ObjectNode set =
                Fields.object(
                        "apps/v1",
                        "ReplicaSet",
                        Fields.namespace(deployment),
                        Fields.name(deployment) + "-" + hash);
        ObjectNode metadata = (ObjectNode) set.path("metadata");
        ObjectNode template = (ObjectNode) deployment.path("spec").path("template").deepCopy();
        template.withObject("metadata").withObject("labels").put(HASH, hash);
        metadata.set("labels", template.path("metadata").path("labels").deepCopy());
        metadata.putObject("annotations").put(REVISION, Integer.toString(revision));
        metadata.putArray("ownerReferences").add(Fields.ownerReference(deployment));
        ObjectNode spec = set.putObject("spec").put("replicas", 0);
        ObjectNode selector = (ObjectNode) deployment.path("spec").path("selector").deepCopy();
        selector.withObject("matchLabels").put(HASH, hash);
        spec.set("selector", selector);
        spec.set("template", template);
        return store().create(set);
    }

    private void mark(ObjectNode deployment, ObjectNode newest) {
        String revision = Fields.annotations(newest).getOrDefault(REVISION, "1");
        if (!revision.equals(Fields.annotations(deployment).get(REVISION))) {
            store().update(
                            Kind.DEPLOYMENT,
                            Fields.namespace(deployment),
                            Fields.name(deployment),
                            now -> {
                                now.withObject("metadata")
                                        .withObject("annotations")
                                        .put(REVISION, revision);
                                return now;
                            });
        }
    }

    private void recreate(ObjectNode deployment, ObjectNode newest, List<ObjectNode> old) {
        old.forEach(set -> scale(deployment, set, 0));
        boolean gone =
                old.stream()
                        .allMatch(set -> owned(Kind.POD, set).stream().allMatch(Pods::hasEnded));
        if (gone) {
            scale(deployment, newest, Rollout.of(deployment).replicas());
        } else {
            again(deployment, java.time.Duration.ofMillis(300));
        }
    }

    private void roll(ObjectNode deployment, ObjectNode newest, List<ObjectNode> old) {
        Rollout rollout = Rollout.of(deployment);
        int oldReplicas = old.stream().mapToInt(Deployments::replicas).sum();
        int wanted =
                oldReplicas == 0
                        ? rollout.replicas()
                        : rollout.newReplicas(
                                Math.min(replicas(newest), rollout.replicas()), oldReplicas);
        scale(deployment, newest, wanted);
        int available = available(newest) + old.stream().mapToInt(Deployments::available).sum();
        int mayGo = rollout.oldToRemove(available);
        for (ObjectNode set : old) {
            int broken = Math.max(0, replicas(set) - available(set));
            int going = Math.min(replicas(set), broken + mayGo);
            mayGo -= Math.max(0, going - broken);
            scale(deployment, set, replicas(set) - going);
        }
    }

    private void scale(ObjectNode deployment, ObjectNode set, int wanted) {
        int now = replicas(set);
        if (now == wanted) {
            return;
        }
        store().update(
                        Kind.REPLICA_SET,
                        Fields.namespace(set),
                        Fields.name(set),
                        current -> {
                            current.withObject("spec").put("replicas", wanted);
                            return current;
                        });
        events.normal(
                deployment,
                NAME,
                "ScalingReplicaSet",
                "Scaled %s replica set %s from %d to %d"
                        .formatted(now < wanted ? "up" : "down", Fields.name(set), now, wanted));
    }

    private void tidy(ObjectNode deployment, List<ObjectNode> old) {
        int kept = Fields.number(deployment.path("spec").path("revisionHistoryLimit"), 10);
        List<ObjectNode> empty =
                old.stream()
                        .filter(set -> replicas(set) == 0)
                        .filter(set -> Fields.number(set.path("status").path("replicas"), 0) == 0)
                        .toList();
        empty.stream()
                .limit(Math.max(0, empty.size() - kept))
                .forEach(
                        set ->
                                store().delete(
                                                Kind.REPLICA_SET,
                                                Fields.namespace(set),
                                                Fields.name(set)));
    }

    private ObjectNode status(ObjectNode deployment, List<ObjectNode> sets, String hash) {
        int wanted = Fields.number(deployment.path("spec").path("replicas"), 1);
        int total = sets.stream().mapToInt(s -> count(s, "replicas")).sum();
        int ready = sets.stream().mapToInt(s -> count(s, "readyReplicas")).sum();
        int updated = find(sets, hash).map(s -> count(s, "replicas")).orElse(0);
        int updatedReady = find(sets, hash).map(s -> count(s, "readyReplicas")).orElse(0);
        ObjectNode status =
                Fields.object()
                        .put(
                                "observedGeneration",
                                Fields.number(deployment.path("metadata").path("generation"), 1));
        putIfAny(status, "replicas", total);
        putIfAny(status, "updatedReplicas", updated);
        putIfAny(status, "readyReplicas", ready);
        putIfAny(status, "availableReplicas", ready);
        putIfAny(status, "unavailableReplicas", Math.max(0, Math.max(total, wanted) - ready));
        int least =
                wanted
                        - (Rollout.isRecreate(deployment)
                                ? 0
                                : Rollout.of(deployment).unavailable());
        boolean complete = updatedReady >= wanted && total == updated;
        ArrayNode conditions = status.putArray("conditions");
        condition(
                deployment,
                conditions,
                "Available",
                ready >= least,
                ready >= least ? "MinimumReplicasAvailable" : "MinimumReplicasUnavailable",
                ready >= least
                        ? "Deployment has minimum availability."
                        : "Deployment does not have minimum availability.");
        condition(
                deployment,
                conditions,
                "Progressing",
                true,
                complete ? "NewReplicaSetAvailable" : "ReplicaSetUpdated",
                "ReplicaSet \"%s-%s\" %s"
                        .formatted(
                                Fields.name(deployment),
                                hash,
                                complete ? "has successfully progressed." : "is progressing."));
        return status;
    }

    private void condition(
            JsonNode deployment,
            ArrayNode conditions,
            String type,
            boolean holds,
            String reason,
            String message) {
        conditions.add(
                Conditions.next(
                        deployment,
                        type,
                        holds,
                        reason,
                        message,
                        clock.instant().truncatedTo(ChronoUnit.SECONDS)));
    }

    private static void putIfAny(ObjectNode status, String field, int count) {
        if (count > 0) {
            status.put(field, count);
        }
    }

    private static int replicas(JsonNode set) {
        return Fields.number(set.path("spec").path("replicas"), 0);
    }

    private static int available(JsonNode set) {
        return count(set, "availableReplicas");
    }

    private static int count(JsonNode set, String field) {
        return Fields.number(set.path("status").path(field), 0);
    }

    private static int revision(JsonNode set) {
        String text = Fields.annotations(set).getOrDefault(REVISION, "0");
        return text.matches("\\d{1,9}") ? Integer.parseInt(text) : 0;
    }
}
