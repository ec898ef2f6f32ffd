package dev.portcullis.lab.controllers;

import dev.portcullis.lab.api.Kind;
import dev.portcullis.lab.api.Store;
import dev.portcullis.lab.objects.Fields;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Keeps the numbered pods of a StatefulSet, one after the other, each with a name and a volume claim of its own. */
final class StatefulSets extends Controller {

    private static final String NAME = "statefulset-controller";
    private static final String HASH = "controller-revision-hash";
    private static final String INDEX = "apps.kubernetes.io/pod-index";
    private static final String POD_NAME = "statefulset.kubernetes.io/pod-name";

    private final Events events;

    StatefulSets(Store store, Events events) {
        super(store, Kind.STATEFUL_SET);
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
        String hash = hash(set);
        Map<Integer, ObjectNode> pods = new HashMap<>();
        owned(Kind.POD, set).forEach(pod -> pods.put(index(set, pod), pod));
        step(set, pods, hash);
        status(set, status(set, owned(Kind.POD, set), hash));
    }

    /** Does the next thing there is to do; a change of a pod brings the set here again. */
    private void step(ObjectNode set, Map<Integer, ObjectNode> pods, String hash) {
        int wanted = Fields.number(set.path("spec").path("replicas"), 1);
        boolean ordered =
                !Fields.text(set.path("spec").path("podManagementPolicy")).equals("Parallel");
        for (int i = 0; i < wanted; i++) {
            ObjectNode pod = pods.get(i);
            if (pod == null) {
                create(set, i, hash);
            } else if (Pods.hasEnded(pod)) {
                delete(set, pod);
            } else if (Pods.isReady(pod)) {
                continue;
            } else if (!Fields.isBeingDeleted(pod) && isOutdated(pod, hash)) {
                // A pod that never got ready would hold up its own mending for ever.
                delete(set, pod);
            }
            if (ordered) {
                return;
            }
        }
        List<Integer> highestFirst =
                pods.keySet().stream().sorted(Comparator.reverseOrder()).toList();
        for (int i : highestFirst) {
            ObjectNode pod = pods.get(i);
            boolean tooMany = i >= wanted;
            if (pod != null && !Fields.isBeingDeleted(pod) && (tooMany || isOutdated(pod, hash))) {
                delete(set, pod);
                return;
            }
        }
    }

    private void create(ObjectNode set, int index, String hash) {
        String name = Fields.name(set) + "-" + index;
        for (JsonNode claim : set.path("spec").path("volumeClaimTemplates")) {
            claim(set, claim, name);
        }
        ObjectNode pod =
                Pods.fromTemplate(
                        set, Map.of(HASH, hash, POD_NAME, name, INDEX, Integer.toString(index)));
        ObjectNode metadata = (ObjectNode) pod.path("metadata");
        metadata.remove("generateName");
        metadata.put("name", name);
        ObjectNode spec = pod.withObject("spec");
        spec.put("hostname", name);
        spec.put("subdomain", Fields.text(set.path("spec").path("serviceName")));
        for (JsonNode claim : set.path("spec").path("volumeClaimTemplates")) {
            ObjectNode volume = spec.withArray("volumes").addObject();
            volume.put("name", Fields.name(claim));
            volume.putObject("persistentVolumeClaim")
                    .put("claimName", Fields.name(claim) + "-" + name);
        }
        store().create(pod);
        events.normal(
                set,
                NAME,
                "SuccessfulCreate",
                "create Pod %s in StatefulSet %s successful".formatted(name, Fields.name(set)));
    }

    /** Claims outlive their pods, as data should. */
    private void claim(ObjectNode set, JsonNode template, String pod) {
        String namespace = Fields.namespace(set);
        String name = Fields.name(template) + "-" + pod;
        if (store().get(Kind.PERSISTENT_VOLUME_CLAIM, namespace, name).isEmpty()) {
            ObjectNode claim = Fields.object("v1", "PersistentVolumeClaim", namespace, name);
            Map<String, String> labels =
                    Fields.strings(set.path("spec").path("selector").path("matchLabels"));
            Fields.putStrings(claim.withObject("metadata").putObject("labels"), labels);
            claim.set("spec", template.path("spec").deepCopy());
            store().create(claim);
        }
        store().updateStatus(
                        Kind.PERSISTENT_VOLUME_CLAIM,
                        namespace,
                        name,
                        claim -> {
                            ObjectNode status = claim.putObject("status").put("phase", "Bound");
                            status.set("accessModes", template.path("spec").path("accessModes"));
                            status.set(
                                    "capacity",
                                    template.path("spec").path("resources").path("requests"));
                            return claim;
                        });
    }

    private void delete(ObjectNode set, ObjectNode pod) {
        if (Fields.isBeingDeleted(pod)) {
            return;
        }
        store().delete(Kind.POD, Fields.namespace(pod), Fields.name(pod));
        events.normal(
                set,
                NAME,
                "SuccessfulDelete",
                "delete Pod %s in StatefulSet %s successful"
                        .formatted(Fields.name(pod), Fields.name(set)));
    }

    private static ObjectNode status(ObjectNode set, List<ObjectNode> pods, String hash) {
        int ready = (int) pods.stream().filter(Pods::isReady).count();
        int updated = (int) pods.stream().filter(pod -> !isOutdated(pod, hash)).count();
        int wanted = Fields.number(set.path("spec").path("replicas"), 1);
        boolean complete = updated >= wanted && ready >= wanted;
        String before = Fields.text(set.path("status").path("currentRevision"));
        return Fields.object()
                .put(
                        "observedGeneration",
                        Fields.number(set.path("metadata").path("generation"), 1))
                .put("replicas", pods.size())
                .put("readyReplicas", ready)
                .put("availableReplicas", ready)
                .put("currentReplicas", complete ? updated : pods.size() - updated)
                .put("updatedReplicas", updated)
                .put("currentRevision", complete || before.isEmpty() ? hash : before)
                .put("updateRevision", hash)
                .put("collisionCount", 0);
    }

    private static String hash(ObjectNode set) {
        return Fields.name(set) + "-" + Pods.hash(set.path("spec").path("template"));
    }

    private static boolean isOutdated(JsonNode pod, String hash) {
        return !hash.equals(Fields.labels(pod).get(HASH));
    }

    private static int index(ObjectNode set, JsonNode pod) {
        String rest =
                Fields.name(pod)
                        .substring(
                                Math.min(Fields.name(pod).length(), Fields.name(set).length() + 1));
        return rest.matches("\\d{1,9}") ? Integer.parseInt(rest) : Integer.MAX_VALUE;
    }
}
