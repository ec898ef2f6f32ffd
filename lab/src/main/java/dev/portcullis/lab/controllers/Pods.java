package dev.portcullis.lab.controllers;

import dev.portcullis.lab.objects.Fields;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What controllers ask of pods, and how they make them. */
final class Pods {

    private static final String LETTERS = "bcdfghjklmnpqrstvwxz2456789";

    private Pods() {}

    static boolean isReady(JsonNode pod) {
        return Fields.condition(pod, "Ready").equals("True") && !Fields.isBeingDeleted(pod);
    }

    static String phase(JsonNode pod) {
        return Fields.text(pod.path("status").path("phase"));
    }

    static boolean hasEnded(JsonNode pod) {
        return phase(pod).equals("Succeeded") || phase(pod).equals("Failed");
    }

    /** Pods that run or will. */
    static List<ObjectNode> living(List<ObjectNode> pods) {
        return pods.stream().filter(pod -> !hasEnded(pod) && !Fields.isBeingDeleted(pod)).toList();
    }

    /** A pod from its owner's template, with these labels added. */
    static ObjectNode fromTemplate(ObjectNode owner, Map<String, String> more) {
        JsonNode template = owner.path("spec").path("template");
        ObjectNode pod = Fields.object("v1", "Pod", Fields.namespace(owner), "");
        ObjectNode metadata = (ObjectNode) pod.path("metadata");
        metadata.remove("name");
        metadata.put("generateName", Fields.name(owner) + "-");
        ObjectNode labels = metadata.putObject("labels");
        Fields.putStrings(labels, Fields.labels(template));
        Fields.putStrings(labels, more);
        Map<String, String> annotations = Fields.annotations(template);
        if (!annotations.isEmpty()) {
            Fields.putStrings(metadata.putObject("annotations"), annotations);
        }
        metadata.putArray("ownerReferences").add(Fields.ownerReference(owner));
        pod.set("spec", template.path("spec").deepCopy());
        return pod;
    }

    /** A short name for what a template says: the same for the same. */
    static String hash(JsonNode template) {
        CRC32 crc = new CRC32();
        crc.update(template.toString().getBytes(StandardCharsets.UTF_8));
        StringBuilder letters = new StringBuilder();
        for (long left = crc.getValue(); left > 0; left /= LETTERS.length()) {
            letters.append(LETTERS.charAt((int) (left % LETTERS.length())));
        }
        return letters.toString();
    }
}
