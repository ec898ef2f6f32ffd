package dev.portcullis.lab.api;

import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Selects by fields: {@code metadata.name=x,status.phase!=Running}. */
final class FieldSelector {

    private FieldSelector() {}

    /** Refused if it is not made of {@code path=value}, {@code path==value} and {@code path!=value}. */
    static Predicate<ObjectNode> parse(Kind kind, String text) {
        Predicate<ObjectNode> all = _ -> true;
        if (text.isBlank()) {
            return all;
        }
        for (var term : text.split(",", -1)) {
            int at = term.indexOf('=');
            if (at < 1) {
                throw ApiException.badRequest(
                        "Unable to find \"%s\" that match field selector: invalid selector"
                                .formatted(kind.apiVersion()));
            }
            boolean not = term.charAt(at - 1) == '!';
            var path = term.substring(0, not ? at - 1 : at).strip();
            boolean twice = term.startsWith("==", at);
            var value = term.substring(at + (twice ? 2 : 1)).strip();
            if (!isKnown(kind, path)) {
                throw ApiException.badRequest("field label not supported: %s".formatted(path));
            }
            all = all.and(object -> value(object, path).equals(value) != not);
        }
        return all;
    }

    /** Any field with one value may be asked for where its kind has one; a custom one only by name. */
    private static boolean isKnown(Kind kind, String path) {
        if (path.equals("metadata.name") || path.equals("metadata.namespace")) {
            return true;
        }
        return !kind.group().equals("cilium.io") && path.matches("[A-Za-z]+(\\.[A-Za-z]+)*");
    }

    private static String value(ObjectNode object, String path) {
        JsonNode node = object;
        for (var part : path.split("\\.", -1)) {
            node = node.path(part);
        }
        return node.isValueNode() && !node.isNull() ? node.asString("") : "";
    }
}
