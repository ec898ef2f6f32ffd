package dev.portcullis.lab.api;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** JSON patch: RFC 6902, with pointers as in RFC 6901. */
public final class JsonPatch {

    private static final int MOST_OPERATIONS = 10_000;

    private JsonPatch() {}

    /** Changes the target. Refused as a whole with the first operation that cannot be done. */
    public static ObjectNode apply(ObjectNode target, JsonNode patch) {
        if (!(patch instanceof ArrayNode operations)) {
            throw ApiException.badRequest("a JSON patch is a list of operations");
        }
        if (operations.size() > MOST_OPERATIONS) {
            throw ApiException.of(
                    413,
                    "RequestEntityTooLarge",
                    "The allowed maximum operations in a JSON patch is %d, got %d"
                            .formatted(MOST_OPERATIONS, operations.size()));
        }
        JsonNode result = target;
        for (var operation : operations) {
            result = apply(result, operation.path("op").asString(""), operation);
        }
        return Bodies.object(result);
    }

    private static JsonNode apply(JsonNode root, String name, JsonNode operation) {
        var path = pointer(operation, "path");
        return switch (name) {
            case "add" -> add(root, path, value(operation));
            case "remove" -> {
                remove(root, path);
                yield root;
            }
            case "replace" -> {
                if (path.length > 0) {
                    remove(root, path);
                }
                yield add(root, path, value(operation));
            }
            case "move" -> {
                var from = pointer(operation, "from");
                var moved = find(root, from);
                remove(root, from);
                yield add(root, path, moved);
            }
            case "copy" -> add(root, path, find(root, pointer(operation, "from")).deepCopy());
            case "test" -> {
                if (!find(root, path).equals(value(operation))) {
                    throw refused("testing path %s failed".formatted(text(operation)));
                }
                yield root;
            }
            default -> throw refused("unknown operation \"%s\"".formatted(name));
        };
    }

    private static JsonNode add(JsonNode root, String[] path, JsonNode value) {
        if (path.length == 0) {
            return value;
        }
        var parent = parent(root, path);
        var last = path[path.length - 1];
        if (parent instanceof ObjectNode object) {
            object.set(last, value);
        } else if (parent instanceof ArrayNode array) {
            int index = last.equals("-") ? array.size() : index(last, array.size());
            array.insert(index, value);
        } else {
            throw refused("nothing can be added below a value");
        }
        return root;
    }

    private static void remove(JsonNode root, String[] path) {
        if (path.length == 0) {
            throw refused("the whole object cannot be removed");
        }
        var parent = parent(root, path);
        var last = path[path.length - 1];
        JsonNode removed = null;
        if (parent instanceof ObjectNode object) {
            removed = object.remove(last);
        } else if (parent instanceof ArrayNode array && !array.isEmpty()) {
            removed = array.remove(index(last, array.size() - 1));
        }
        if (removed == null) {
            throw refused("there is nothing at /" + String.join("/", path));
        }
    }

    private static JsonNode find(JsonNode root, String[] path) {
        var at = root;
        for (var part : path) {
            at = step(at, part);
        }
        return at;
    }

    private static JsonNode parent(JsonNode root, String[] path) {
        var at = root;
        for (int i = 0; i < path.length - 1; i++) {
            at = step(at, path[i]);
        }
        return at;
    }

    private static JsonNode step(JsonNode node, String part) {
        @Nullable JsonNode next =
                node instanceof ArrayNode array
                        ? array.get(index(part, array.size() - 1))
                        : node.get(part);
        if (next == null) {
            throw refused("there is nothing at \"%s\"".formatted(part));
        }
        return next;
    }

    private static int index(String part, int last) {
        if (part.matches("0|[1-9][0-9]{0,8}")) {
            int index = Integer.parseInt(part);
            if (index <= last) {
                return index;
            }
        }
        throw refused("\"%s\" is no index of a list that ends at %d".formatted(part, last));
    }

    private static String[] pointer(JsonNode operation, String field) {
        var text = operation.get(field);
        if (text == null || !text.isString()) {
            throw refused("an operation has no " + field);
        }
        var pointer = text.stringValue();
        if (pointer.isEmpty()) {
            return new String[0];
        }
        if (!pointer.startsWith("/")) {
            throw refused("%s \"%s\" does not begin with /".formatted(field, pointer));
        }
        var parts = pointer.substring(1).split("/", -1);
        for (int i = 0; i < parts.length; i++) {
            parts[i] = parts[i].replace("~1", "/").replace("~0", "~");
        }
        return parts;
    }

    private static JsonNode value(JsonNode operation) {
        var value = operation.get("value");
        if (value == null) {
            throw refused("an operation has no value");
        }
        return value.deepCopy();
    }

    private static String text(JsonNode operation) {
        return operation.path("path").asString("");
    }

    private static ApiException refused(String why) {
        return ApiException.of(
                422,
                "Invalid",
                "the server rejected our request due to an error in our request: " + why);
    }
}
