package dev.portcullis.lab.manifests;

import dev.portcullis.lab.api.Kind;
import dev.portcullis.lab.objects.Fields;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What a kustomization does to every object: {@code namespace}, {@code labels} and {@code images}. */
final class Transformations {

    private Transformations() {}

    static void apply(Path file, JsonNode kustomization, List<ObjectNode> objects) {
        String namespace = Fields.text(kustomization.path("namespace"));
        for (ObjectNode object : objects) {
            if (!namespace.isEmpty()) {
                namespace(object, namespace);
            }
            for (JsonNode entry : kustomization.path("labels")) {
                labels(file, object, entry);
            }
            for (JsonNode image : kustomization.path("images")) {
                object.path("spec")
                        .path("template")
                        .path("spec")
                        .path("containers")
                        .forEach(container -> image(container, image));
                object.path("spec")
                        .path("containers")
                        .forEach(container -> image(container, image));
            }
        }
    }

    private static void namespace(ObjectNode object, String namespace) {
        boolean inNamespace =
                Kind.of(Fields.text(object.path("apiVersion")), Fields.text(object.path("kind")))
                        .map(Kind::namespaced)
                        .orElse(true);
        if (inNamespace) {
            object.withObject("metadata").put("namespace", namespace);
        } else if (Fields.text(object.path("kind")).equals("Namespace")) {
            object.withObject("metadata").put("name", namespace);
        }
        for (JsonNode subject : object.path("subjects")) {
            if (subject instanceof ObjectNode fields
                    && Fields.text(subject.path("kind")).equals("ServiceAccount")) {
                fields.put("namespace", namespace);
            }
        }
    }

    private static void labels(Path file, ObjectNode object, JsonNode entry) {
        if (entry.path("includeSelectors").asBoolean(false)) {
            throw new BadManifest(file, "labels with includeSelectors are not known to the lab");
        }
        Map<String, String> pairs = Fields.strings(entry.path("pairs"));
        Fields.putStrings(object.withObject("metadata").withObject("labels"), pairs);
        if (entry.path("includeTemplates").asBoolean(false)
                && object.path("spec").path("template") instanceof ObjectNode template) {
            Fields.putStrings(template.withObject("metadata").withObject("labels"), pairs);
        }
    }

    private static void image(JsonNode container, JsonNode change) {
        if (!(container instanceof ObjectNode fields)) {
            return;
        }
        String image = Fields.text(container.path("image"));
        int digest = image.indexOf('@');
        String plain = digest < 0 ? image : image.substring(0, digest);
        int tag = plain.lastIndexOf(':') > plain.lastIndexOf('/') ? plain.lastIndexOf(':') : -1;
        String name = tag < 0 ? plain : plain.substring(0, tag);
        if (!name.equals(Fields.text(change.path("name")))) {
            return;
        }
        String newName = Fields.text(change.path("newName"));
        String newTag = Fields.scalar(change.path("newTag"));
        String newDigest = Fields.text(change.path("digest"));
        String rest = image.substring(name.length());
        if (!newDigest.isEmpty()) {
            rest = "@" + newDigest;
        } else if (!newTag.isEmpty()) {
            rest = ":" + newTag;
        }
        fields.put("image", (newName.isEmpty() ? name : newName) + rest);
    }
}
