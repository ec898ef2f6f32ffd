package dev.portcullis.lab.objects;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What controllers and kubelet read in objects: never null, empty where a field is missing or of another type. */
public final class Fields {

    private static final JsonMapper JSON = JsonMapper.shared();

    private Fields() {}

    public static String name(JsonNode object) {
        return text(object.path("metadata").path("name"));
    }

    public static String namespace(JsonNode object) {
        return text(object.path("metadata").path("namespace"));
    }

    public static String uid(JsonNode object) {
        return text(object.path("metadata").path("uid"));
    }

    public static Map<String, String> labels(JsonNode object) {
        return strings(object.path("metadata").path("labels"));
    }

    public static Map<String, String> annotations(JsonNode object) {
        return strings(object.path("metadata").path("annotations"));
    }

    public static boolean isBeingDeleted(JsonNode object) {
        return !text(object.path("metadata").path("deletionTimestamp")).isEmpty();
    }

    /** A text, or empty. */
    public static String text(@Nullable JsonNode node) {
        return node != null && node.isString() ? node.stringValue() : "";
    }

    /** A text that may be written as a number or a boolean. */
    public static String scalar(@Nullable JsonNode node) {
        return node == null || node.isContainer() || node.isNull() || node.isMissingNode()
                ? ""
                : node.asString();
    }

    /** A map of texts, sorted. */
    public static Map<String, String> strings(JsonNode node) {
        Map<String, String> strings = new TreeMap<>();
        node.properties().forEach(entry -> strings.put(entry.getKey(), scalar(entry.getValue())));
        return strings;
    }

    public static List<String> texts(JsonNode array) {
        return array.valueStream().map(Fields::scalar).toList();
    }

    public static List<JsonNode> items(JsonNode array) {
        return array.valueStream().toList();
    }

    public static int number(JsonNode node, int otherwise) {
        return node.isNumber() ? node.intValue() : otherwise;
    }

    /** The owner that controls an object. */
    public static Optional<JsonNode> controller(JsonNode object) {
        return object.path("metadata")
                .path("ownerReferences")
                .valueStream()
                .filter(owner -> owner.path("controller").asBoolean(false))
                .findFirst();
    }

    /** Whether an object is controlled by the one with that uid. */
    public static boolean isControlledBy(JsonNode object, String uid) {
        return controller(object).map(owner -> text(owner.path("uid")).equals(uid)).orElse(false);
    }

    /** An entry for {@code ownerReferences} that names an object as controller. */
    public static ObjectNode ownerReference(JsonNode owner) {
        return object().put("apiVersion", text(owner.path("apiVersion")))
                .put("kind", text(owner.path("kind")))
                .put("name", name(owner))
                .put("uid", uid(owner))
                .put("controller", true)
                .put("blockOwnerDeletion", true);
    }

    /** The status of a condition: True, False, or empty if there is none of that type. */
    public static String condition(JsonNode object, String type) {
        return object.path("status")
                .path("conditions")
                .valueStream()
                .filter(condition -> text(condition.path("type")).equals(type))
                .map(condition -> text(condition.path("status")))
                .findFirst()
                .orElse("");
    }

    /** A new object of that apiVersion, kind and name; in no namespace if that is empty. */
    public static ObjectNode object(String apiVersion, String kind, String namespace, String name) {
        ObjectNode object = object().put("apiVersion", apiVersion).put("kind", kind);
        ObjectNode metadata = object.putObject("metadata").put("name", name);
        if (!namespace.isEmpty()) {
            metadata.put("namespace", namespace);
        }
        return object;
    }

    public static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    /** The tree as maps, lists and scalars. */
    public static Object plain(JsonNode node) {
        return JSON.treeToValue(node, Object.class);
    }

    public static void putStrings(ObjectNode node, Map<String, String> strings) {
        strings.forEach(node::put);
    }
}
