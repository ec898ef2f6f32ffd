package dev.portcullis.lab.api;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Fields of an object, as {@code fieldsV1} writes them: paths of steps {@code f:} (a field), {@code
 * k:} (an element of a list, by its keys), {@code v:} (an element of a set) and {@code .} (that an
 * element is there at all).
 */
record FieldSet(Set<List<String>> paths) {

    static final String THERE = ".";

    private static final Set<String> SERVER_OWNED =
            Set.of(
                    "name",
                    "namespace",
                    "generateName",
                    "uid",
                    "resourceVersion",
                    "generation",
                    "creationTimestamp",
                    "deletionTimestamp",
                    "deletionGracePeriodSeconds",
                    "managedFields",
                    "selfLink");

    FieldSet {
        paths = Set.copyOf(paths);
    }

    static FieldSet empty() {
        return new FieldSet(Set.of());
    }

    /** Every field an object sets, but for its name and what only the server sets. */
    static FieldSet of(Kind kind, ObjectNode object) {
        var paths = new LinkedHashSet<List<String>>();
        for (var entry : object.properties()) {
            var name = entry.getKey();
            if (name.equals("metadata") && entry.getValue() instanceof ObjectNode metadata) {
                for (var field : metadata.properties()) {
                    if (!SERVER_OWNED.contains(field.getKey())) {
                        collect(
                                kind,
                                "metadata",
                                List.of("f:metadata"),
                                field.getKey(),
                                field.getValue(),
                                paths);
                    }
                }
            } else if (!name.equals("apiVersion") && !name.equals("kind")) {
                collect(kind, "", List.of(), name, entry.getValue(), paths);
            }
        }
        return new FieldSet(paths);
    }

    /** Reads {@code fieldsV1}. */
    static FieldSet read(JsonNode tree) {
        var paths = new LinkedHashSet<List<String>>();
        read(tree, List.of(), paths);
        return new FieldSet(paths);
    }

    /** Writes {@code fieldsV1}. */
    ObjectNode write() {
        var root = Trees.object();
        for (var path : paths.stream().sorted(FieldSet::compare).toList()) {
            var at = root;
            for (var step : path) {
                at = at.get(step) instanceof ObjectNode there ? there : at.putObject(step);
            }
        }
        return root;
    }

    FieldSet without(Set<List<String>> others) {
        var left = new LinkedHashSet<>(paths);
        left.removeAll(others);
        return new FieldSet(left);
    }

    FieldSet with(Set<List<String>> others) {
        var all = new LinkedHashSet<>(paths);
        all.addAll(others);
        return new FieldSet(all);
    }

    boolean hasBelow(List<String> prefix) {
        return paths.stream()
                .anyMatch(
                        path ->
                                path.size() >= prefix.size()
                                        && path.subList(0, prefix.size()).equals(prefix));
    }

    /** What lies at a path; null if nothing does. */
    static @Nullable JsonNode at(JsonNode object, List<String> path) {
        @Nullable JsonNode at = object;
        for (var step : path) {
            if (at == null) {
                return null;
            }
            at = step(at, step);
        }
        return at;
    }

    /** As errors show it: {@code .spec.template.spec.containers[name="web"].image}. */
    static String print(List<String> path) {
        var text = new StringBuilder();
        for (var step : path) {
            if (step.startsWith("f:")) {
                text.append('.').append(step.substring(2));
            } else if (step.startsWith("k:")) {
                var keys = new ArrayList<String>();
                parse(step.substring(2))
                        .properties()
                        .forEach(entry -> keys.add(entry.getKey() + "=" + entry.getValue()));
                text.append('[').append(String.join(",", keys)).append(']');
            } else if (step.startsWith("v:")) {
                text.append('[').append(step.substring(2)).append(']');
            }
        }
        return text.toString();
    }

    /** The step that names an element among its list; the protocol of a port is TCP if not said. */
    static String key(ObjectNode element, List<String> keys) {
        var named = new TreeMap<String, JsonNode>();
        for (var key : keys) {
            var value = element.get(key);
            if (value != null) {
                named.put(key, value);
            } else if (key.equals("protocol")) {
                named.put(key, Trees.NODES.stringNode("TCP"));
            }
        }
        var tree = Trees.object();
        named.forEach(tree::set);
        return "k:" + tree;
    }

    static JsonNode parse(String json) {
        try {
            return Trees.JSON.readTree(json);
        } catch (JacksonException _) {
            return Trees.NODES.missingNode();
        }
    }

    private static @Nullable JsonNode step(JsonNode at, String step) {
        if (step.equals(THERE)) {
            return Trees.NODES.booleanNode(true);
        }
        if (step.startsWith("f:")) {
            return at.get(step.substring(2));
        }
        var wanted = parse(step.substring(2));
        for (var element : at) {
            if (step.startsWith("v:") ? element.equals(wanted) : isNamed(element, wanted)) {
                return element;
            }
        }
        return null;
    }

    /** Whether an element has these keys. */
    static boolean isNamed(JsonNode element, JsonNode keys) {
        for (var entry : keys.properties()) {
            var value = element.get(entry.getKey());
            boolean tcp =
                    value == null
                            && entry.getKey().equals("protocol")
                            && Meta.textOf(entry.getValue()).equals("TCP");
            if (!tcp && !entry.getValue().equals(value)) {
                return false;
            }
        }
        return element.isObject() && keys.isObject();
    }

    private static void collect(
            Kind kind,
            String parent,
            List<String> above,
            String name,
            JsonNode value,
            Set<List<String>> paths) {
        var path = append(above, "f:" + name);
        if (value instanceof ObjectNode object && !object.isEmpty()) {
            object.properties()
                    .forEach(
                            entry ->
                                    collect(
                                            kind,
                                            name,
                                            path,
                                            entry.getKey(),
                                            entry.getValue(),
                                            paths));
            return;
        }
        if (value instanceof ArrayNode list) {
            if (ListKeys.isSet(name)) {
                list.forEach(element -> paths.add(append(path, "v:" + element)));
                return;
            }
            var keys = ListKeys.of(kind, parent, name);
            if (!keys.isEmpty() && list.valueStream().allMatch(JsonNode::isObject)) {
                for (var element : list) {
                    var object = (ObjectNode) element;
                    var elementPath = append(path, key(object, keys));
                    paths.add(append(elementPath, THERE));
                    object.properties()
                            .forEach(
                                    entry ->
                                            collect(
                                                    kind,
                                                    name,
                                                    elementPath,
                                                    entry.getKey(),
                                                    entry.getValue(),
                                                    paths));
                }
                return;
            }
        }
        paths.add(path);
    }

    private static void read(JsonNode tree, List<String> path, Set<List<String>> paths) {
        if (tree.isEmpty()) {
            if (!path.isEmpty()) {
                paths.add(path);
            }
            return;
        }
        tree.properties()
                .forEach(entry -> read(entry.getValue(), append(path, entry.getKey()), paths));
    }

    private static List<String> append(List<String> path, String step) {
        var longer = new ArrayList<>(path);
        longer.add(step);
        return List.copyOf(longer);
    }

    private static int compare(List<String> a, List<String> b) {
        for (int i = 0; i < Math.min(a.size(), b.size()); i++) {
            int order = a.get(i).compareTo(b.get(i));
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(a.size(), b.size());
    }
}
