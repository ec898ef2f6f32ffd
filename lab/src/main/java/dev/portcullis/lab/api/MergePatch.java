package dev.portcullis.lab.api;

import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** JSON merge patch: RFC 7386. */
final class MergePatch {

    private MergePatch() {}

    /** Changes the target: null removes a field, objects merge, anything else replaces. */
    static ObjectNode apply(ObjectNode target, ObjectNode patch) {
        for (Map.Entry<String, JsonNode> entry : patch.properties()) {
            var field = entry.getKey();
            var value = entry.getValue();
            if (value.isNull()) {
                target.remove(field);
            } else if (value instanceof ObjectNode nested) {
                var into =
                        target.get(field) instanceof ObjectNode there
                                ? there
                                : target.putObject(field);
                apply(into, nested);
            } else {
                target.set(field, value.deepCopy());
            }
        }
        return target;
    }
}
