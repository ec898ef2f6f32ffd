package dev.portcullis.lab.manifests;

import dev.portcullis.lab.api.JsonPatch;
import dev.portcullis.lab.api.Kind;
import dev.portcullis.lab.api.StrategicPatch;
import dev.portcullis.lab.objects.Fields;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Applies one entry of {@code patches}: a strategic merge patch or a list of JSON patch operations. */
final class Patches {

    private Patches() {}

    static void apply(Path file, Path folder, JsonNode entry, List<ObjectNode> objects) {
        String path = Fields.text(entry.path("path"));
        String text =
                path.isEmpty()
                        ? Fields.text(entry.path("patch"))
                        : YamlFiles.text(folder.resolve(path));
        Path where = path.isEmpty() ? file : folder.resolve(path);
        for (JsonNode patch : YamlFiles.documents(where, text)) {
            Predicate<ObjectNode> target =
                    entry.has("target") ? target(entry.path("target")) : sameObject(patch);
            List<ObjectNode> matching = objects.stream().filter(target).toList();
            if (matching.isEmpty()) {
                throw new BadManifest(where, "patches an object that is not there");
            }
            for (ObjectNode object : matching) {
                patch(where, object, patch, objects);
            }
        }
    }

    private static void patch(
            Path where, ObjectNode object, JsonNode patch, List<ObjectNode> objects) {
        if (patch.isArray()) {
            ObjectNode patched = JsonPatch.apply(object.deepCopy(), patch);
            object.removeAll();
            object.setAll(patched);
        } else if (patch instanceof ObjectNode merge) {
            if (Fields.text(merge.path("$patch")).equals("delete")) {
                objects.remove(object);
                return;
            }
            Kind kind =
                    Kind.of(
                                    Fields.text(object.path("apiVersion")),
                                    Fields.text(object.path("kind")))
                            .orElseThrow(() -> new BadManifest(where, "patches an unknown kind"));
            String name = Fields.name(object);
            String namespace = Fields.namespace(object);
            ObjectNode patched = StrategicPatch.apply(kind, object, merge.deepCopy());
            patched.withObject("metadata").put("name", name);
            if (!namespace.isEmpty()) {
                patched.withObject("metadata").put("namespace", namespace);
            }
        } else {
            throw new BadManifest(where, "is neither an object nor a list of operations");
        }
    }

    private static Predicate<ObjectNode> sameObject(JsonNode patch) {
        return object ->
                Fields.text(object.path("apiVersion")).equals(Fields.text(patch.path("apiVersion")))
                        && Fields.text(object.path("kind")).equals(Fields.text(patch.path("kind")))
                        && Fields.name(object).equals(Fields.name(patch))
                        && (Fields.namespace(patch).isEmpty()
                                || Fields.namespace(object).equals(Fields.namespace(patch)));
    }

    private static Predicate<ObjectNode> target(JsonNode target) {
        return object -> {
            String apiVersion = Fields.text(object.path("apiVersion"));
            int slash = apiVersion.indexOf('/');
            String group = slash < 0 ? "" : apiVersion.substring(0, slash);
            return accepts(target, "group", group)
                    && accepts(target, "version", apiVersion.substring(slash + 1))
                    && accepts(target, "kind", Fields.text(object.path("kind")))
                    && accepts(target, "name", Fields.name(object))
                    && accepts(target, "namespace", Fields.namespace(object))
                    && labels(target, object);
        };
    }

    /** Names and kinds in a target are regular expressions that must match in full. */
    private static boolean accepts(JsonNode target, String field, String value) {
        String wanted = Fields.text(target.path(field));
        return wanted.isEmpty() || Pattern.matches(wanted, value);
    }

    private static boolean labels(JsonNode target, ObjectNode object) {
        String selector = Fields.text(target.path("labelSelector"));
        for (String part : selector.split(",", -1)) {
            int equals = part.indexOf('=');
            if (equals > 0
                    && !part.substring(equals + 1)
                            .replaceFirst("^=", "")
                            .equals(Fields.labels(object).get(part.substring(0, equals)))) {
                return false;
            }
        }
        return true;
    }
}
