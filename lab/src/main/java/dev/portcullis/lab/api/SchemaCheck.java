package dev.portcullis.lab.api;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Holds an object against the type of its kind. */
final class SchemaCheck {

    /** A field nobody knows, where it is, and the object it lies in. */
    record Unknown(String path, ObjectNode owner, String field) {}

    private final Schema schema = Schema.ofLab();
    private final List<Unknown> unknown = new ArrayList<>();
    private final List<String> wrong = new ArrayList<>();
    private final List<ApiException.Cause> missing = new ArrayList<>();

    private SchemaCheck() {}

    static SchemaCheck of(Kind kind, ObjectNode object) {
        var check = new SchemaCheck();
        check.schema
                .of(kind)
                .ifPresent(
                        type -> {
                            check.object("", type, object, true);
                            if (object.get("metadata") instanceof ObjectNode metadata) {
                                check.object(
                                        "metadata",
                                        check.schema.named("ObjectMeta"),
                                        metadata,
                                        false);
                            }
                        });
        return check;
    }

    List<Unknown> unknown() {
        return unknown;
    }

    /** Sentences about values of the wrong form. */
    List<String> wrong() {
        return wrong;
    }

    List<ApiException.Cause> missing() {
        return missing;
    }

    private void object(String path, Schema.Type type, ObjectNode object, boolean root) {
        for (var entry : object.properties()) {
            var name = entry.getKey();
            var field = type.fields().get(name);
            if (field != null) {
                value(join(path, name), field.form(), entry.getValue());
            } else if (!root || !List.of("apiVersion", "kind", "metadata").contains(name)) {
                unknown.add(new Unknown(join(path, name), object, name));
            }
        }
        for (var field : type.fields().values()) {
            var value = object.get(field.name());
            boolean empty =
                    value == null
                            || value.isNull()
                            || (field.form() instanceof Schema.Form.ListOf && value.isEmpty());
            if (field.required() && empty) {
                missing.add(
                        new ApiException.Cause(
                                join(path, field.name()), "FieldValueRequired", "Required value"));
            }
        }
    }

    private void value(String path, Schema.Form form, JsonNode value) {
        if (value.isNull()) {
            return;
        }
        switch (form) {
            case Schema.Form.Scalar scalar -> {
                if (!fits(scalar, value)) {
                    wrong.add("%s: expected %s, got %s".formatted(path, word(scalar), word(value)));
                }
            }
            case Schema.Form.MapOf map -> {
                if (value instanceof ObjectNode entries) {
                    entries.properties()
                            .forEach(
                                    entry ->
                                            value(
                                                    join(path, entry.getKey()),
                                                    map.values(),
                                                    entry.getValue()));
                } else {
                    wrong.add("%s: expected map, got %s".formatted(path, word(value)));
                }
            }
            case Schema.Form.ListOf list -> {
                if (value.isArray()) {
                    for (int i = 0; i < value.size(); i++) {
                        value(path + "[" + i + "]", list.elements(), value.get(i));
                    }
                } else {
                    wrong.add("%s: expected list, got %s".formatted(path, word(value)));
                }
            }
            case Schema.Form.Named named -> {
                if (value instanceof ObjectNode object) {
                    object(path, schema.named(named.type()), object, false);
                } else {
                    wrong.add("%s: expected object, got %s".formatted(path, word(value)));
                }
            }
        }
    }

    private static boolean fits(Schema.Form.Scalar scalar, JsonNode value) {
        return switch (scalar) {
            case TEXT -> value.isString();
            case INTEGER -> value.isIntegralNumber() && value.canConvertToLong();
            case NUMBER -> value.isNumber();
            case BOOLEAN -> value.isBoolean();
            case EITHER -> value.isString() || value.isNumber();
            case ANY -> true;
        };
    }

    private static String word(Schema.Form.Scalar scalar) {
        return switch (scalar) {
            case TEXT -> "string";
            case INTEGER -> "integer";
            case NUMBER -> "number";
            case BOOLEAN -> "boolean";
            case EITHER -> "integer or string";
            case ANY -> "any value";
        };
    }

    private static String word(JsonNode value) {
        return switch (value.getNodeType()) {
            case ARRAY -> "list";
            case OBJECT -> "object";
            case STRING -> "string";
            case NUMBER -> "number";
            case BOOLEAN -> "boolean";
            default -> "something else";
        };
    }

    private static String join(String path, String field) {
        return path.isEmpty() ? field : path + "." + field;
    }
}
