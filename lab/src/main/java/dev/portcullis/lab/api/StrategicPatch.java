package dev.portcullis.lab.api;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Strategic merge patch: as a merge patch, but lists of named things are merged by name, and
 * directives ({@code $patch}, {@code $retainKeys}, {@code $setElementOrder/…}, {@code
 * $deleteFromPrimitiveList/…}) say what a merge cannot.
 */
public final class StrategicPatch {

    private static final String DIRECTIVE = "$patch";
    private static final String RETAIN = "$retainKeys";
    private static final String ORDER = "$setElementOrder/";
    private static final String DELETE = "$deleteFromPrimitiveList/";

    private final Kind kind;

    private StrategicPatch(Kind kind) {
        this.kind = kind;
    }

    /** Changes the target. */
    public static ObjectNode apply(Kind kind, ObjectNode target, ObjectNode patch) {
        return new StrategicPatch(kind).merge("", target, patch);
    }

    private ObjectNode merge(String parent, ObjectNode target, ObjectNode patch) {
        var directive = Meta.textOf(patch.get(DIRECTIVE));
        if (directive.equals("replace")) {
            target.removeAll();
        } else if (directive.equals("delete")) {
            return target.removeAll();
        } else if (!directive.isEmpty() && !directive.equals("merge")) {
            throw ApiException.badRequest("unknown $patch directive \"%s\"".formatted(directive));
        }
        retain(target, patch.get(RETAIN));
        for (Map.Entry<String, JsonNode> entry : patch.properties()) {
            var field = entry.getKey();
            var value = entry.getValue();
            if (field.startsWith(DELETE)) {
                deleteTexts(target, field.substring(DELETE.length()), value);
            } else if (!field.startsWith("$")) {
                set(parent, target, field, value);
            }
        }
        for (Map.Entry<String, JsonNode> entry : patch.properties()) {
            var field = entry.getKey();
            if (field.startsWith(ORDER)) {
                order(parent, target, field.substring(ORDER.length()), entry.getValue());
            }
        }
        return target;
    }

    private void set(String parent, ObjectNode target, String field, JsonNode value) {
        if (value.isNull()) {
            target.remove(field);
        } else if (value instanceof ObjectNode nested) {
            if (Meta.textOf(nested.get(DIRECTIVE)).equals("delete")) {
                target.remove(field);
                return;
            }
            var into =
                    target.get(field) instanceof ObjectNode there ? there : target.putObject(field);
            merge(field, into, nested);
        } else if (value instanceof ArrayNode list) {
            setList(parent, target, field, list);
        } else {
            target.set(field, value);
        }
    }

    private void setList(String parent, ObjectNode target, String field, ArrayNode list) {
        var keys = ListKeys.of(kind, parent, field);
        if (ListKeys.isSet(field)) {
            var into =
                    target.get(field) instanceof ArrayNode there ? there : target.putArray(field);
            var present = new HashSet<JsonNode>();
            into.forEach(present::add);
            list.forEach(
                    value -> {
                        if (present.add(value)) {
                            into.add(value);
                        }
                    });
            return;
        }
        if (keys.isEmpty()) {
            target.set(field, withoutDirectives(list));
            return;
        }
        boolean replaces =
                list.valueStream()
                        .anyMatch(element -> Meta.textOf(element.get(DIRECTIVE)).equals("replace"));
        var into =
                !replaces && target.get(field) instanceof ArrayNode there
                        ? there
                        : target.putArray(field);
        for (var element : list) {
            if (!(element instanceof ObjectNode named)) {
                throw ApiException.badRequest("%s must be a list of objects".formatted(field));
            }
            var directive = Meta.textOf(named.get(DIRECTIVE));
            if (directive.equals("replace")) {
                if (named.size() > 1) {
                    into.add(merge(field, Trees.object(), stripped(named)));
                }
                continue;
            }
            mergeElement(field, into, named, keys, directive.equals("delete"));
        }
    }

    private void mergeElement(
            String field, ArrayNode into, ObjectNode named, List<String> keys, boolean delete) {
        // A strategic patch names elements by the first key alone; the others tell twins apart.
        var first = keys.getFirst();
        var key = named.get(first);
        if (key == null) {
            throw ApiException.badRequest(
                    "an element of %s does not have its merge key %s".formatted(field, first));
        }
        for (int i = into.size() - 1; i >= 0; i--) {
            if (into.get(i) instanceof ObjectNode there && same(there, named, keys)) {
                if (delete) {
                    into.remove(i);
                } else {
                    merge(field, there, named);
                    return;
                }
            }
        }
        if (!delete) {
            into.add(merge(field, Trees.object(), named));
        }
    }

    private static boolean same(ObjectNode there, ObjectNode named, List<String> keys) {
        for (var key : keys) {
            var wanted = named.get(key);
            if (wanted != null && !wanted.equals(there.get(key))) {
                return false;
            }
        }
        return true;
    }

    private void order(String parent, ObjectNode target, String field, JsonNode order) {
        if (!(target.get(field) instanceof ArrayNode list) || !order.isArray()) {
            return;
        }
        var keys = ListKeys.of(kind, parent, field);
        var left = new ArrayList<JsonNode>();
        list.forEach(left::add);
        var sorted = new ArrayList<JsonNode>();
        for (var wanted : order) {
            for (int i = 0; i < left.size(); i++) {
                var element = left.get(i);
                boolean found =
                        element instanceof ObjectNode there && wanted instanceof ObjectNode named
                                ? !keys.isEmpty() && same(there, named, keys)
                                : element.equals(wanted);
                if (found) {
                    sorted.add(left.remove(i));
                    break;
                }
            }
        }
        list.removeAll();
        list.addAll(left);
        list.addAll(sorted);
    }

    private static void retain(ObjectNode target, @Nullable JsonNode keys) {
        if (keys != null && keys.isArray()) {
            var kept = keys.valueStream().map(Meta::textOf).toList();
            target.retain(kept);
        }
    }

    private static void deleteTexts(ObjectNode target, String field, JsonNode values) {
        if (target.get(field) instanceof ArrayNode list) {
            var deleted = new HashSet<JsonNode>();
            values.forEach(deleted::add);
            for (int i = list.size() - 1; i >= 0; i--) {
                if (deleted.contains(list.get(i))) {
                    list.remove(i);
                }
            }
        }
    }

    private static ArrayNode withoutDirectives(ArrayNode list) {
        var clean = list.deepCopy();
        for (int i = clean.size() - 1; i >= 0; i--) {
            if (clean.get(i) instanceof ObjectNode element && element.has(DIRECTIVE)) {
                element.remove(DIRECTIVE);
                if (element.isEmpty()) {
                    clean.remove(i);
                }
            }
        }
        return clean;
    }

    private static ObjectNode stripped(ObjectNode element) {
        var copy = element.deepCopy();
        copy.remove(DIRECTIVE);
        return copy;
    }
}
