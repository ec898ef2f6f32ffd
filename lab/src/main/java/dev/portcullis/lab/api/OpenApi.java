package dev.portcullis.lab.api;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Describes the API in OpenAPI: as much as {@code kubectl explain} shows and as kubectl needs to
 * learn that the server checks fields and can rehearse a write.
 */
final class OpenApi {

    private static final String KIND_OF = "x-kubernetes-group-version-kind";
    private static final String ANY_JSON = "application/json";

    private final Schema schema = Schema.ofLab();

    /** The documents there are. */
    ObjectNode root() {
        var root = Trees.object();
        var paths = root.putObject("paths");
        Kind.all().stream()
                .map(Kind::apiVersion)
                .distinct()
                .forEach(
                        version -> {
                            var path = (version.contains("/") ? "apis/" : "api/") + version;
                            paths.putObject(path).put("serverRelativeURL", "/openapi/v3/" + path);
                        });
        return root;
    }

    /** The document of one group and version; empty if there is none. */
    Optional<ObjectNode> of(String apiVersion) {
        var kinds =
                Kind.all().stream().filter(kind -> kind.apiVersion().equals(apiVersion)).toList();
        if (kinds.isEmpty()) {
            return Optional.empty();
        }
        var document = Trees.object();
        document.put("openapi", "3.0.0");
        document.putObject("info").put("title", "Kubernetes").put("version", "v1.34.0");
        var paths = document.putObject("paths");
        kinds.forEach(kind -> paths(paths, kind));
        schemas(
                document.putObject("components").putObject("schemas"),
                kinds,
                "#/components/schemas/");
        return Optional.of(document);
    }

    /** Everything in one document of version 2. */
    ObjectNode whole() {
        var document = Trees.object();
        document.put("swagger", "2.0");
        document.putObject("info").put("title", "Kubernetes").put("version", "v1.34.0");
        var paths = document.putObject("paths");
        Kind.all().forEach(kind -> paths(paths, kind));
        schemas(document.putObject("definitions"), Kind.all(), "#/definitions/");
        return document;
    }

    private static void paths(ObjectNode paths, Kind kind) {
        var base =
                (kind.group().isEmpty() ? "/api/" : "/apis/")
                        + kind.apiVersion()
                        + (kind.namespaced() ? "/namespaces/{namespace}/" : "/")
                        + kind.plural();
        var collection = paths.putObject(base);
        if (!kind.has(Kind.Trait.VIRTUAL)) {
            operation(
                    collection,
                    "get",
                    "list",
                    kind,
                    List.of("labelSelector", "fieldSelector", "limit", "continue", "watch"));
        }
        operation(
                collection,
                "post",
                "post",
                kind,
                List.of("dryRun", "fieldManager", "fieldValidation"));
        if (kind.has(Kind.Trait.VIRTUAL)) {
            return;
        }
        var one = paths.putObject(base + "/{name}");
        operation(one, "get", "get", kind, List.of());
        operation(one, "put", "put", kind, List.of("dryRun", "fieldManager", "fieldValidation"));
        operation(
                one,
                "patch",
                "patch",
                kind,
                List.of("dryRun", "fieldManager", "fieldValidation", "force"));
        operation(
                one,
                "delete",
                "delete",
                kind,
                List.of("dryRun", "gracePeriodSeconds", "propagationPolicy"));
    }

    private static void operation(
            ObjectNode path, String method, String action, Kind kind, List<String> parameters) {
        var operation = path.putObject(method);
        operation.put("x-kubernetes-action", action);
        kindOf(operation.putObject(KIND_OF), kind);
        var list = operation.putArray("parameters");
        for (var parameter : parameters) {
            list.addObject()
                    .put("name", parameter)
                    .put("in", "query")
                    .putObject("schema")
                    .put("type", "string");
        }
        operation
                .putObject("responses")
                .putObject("200")
                .put("description", "OK")
                .putObject("content")
                .putObject(ANY_JSON);
    }

    private void schemas(ObjectNode schemas, List<Kind> kinds, String prefix) {
        Set<String> needed = new LinkedHashSet<>();
        needed.add("ObjectMeta");
        need("ObjectMeta", needed);
        for (var kind : kinds) {
            needed.add(kind.kind());
            need(kind.kind(), needed);
        }
        var roots = kinds.stream().collect(Collectors.toMap(Kind::kind, kind -> kind));
        for (var name : needed) {
            var type = schema.named(name);
            var kind = roots.get(name);
            var properties = type(schemas.putObject(key(name)), type, prefix);
            if (kind != null) {
                properties
                        .putObject("apiVersion")
                        .put("type", "string")
                        .put("description", "The group and version the kind is of.");
                properties
                        .putObject("kind")
                        .put("type", "string")
                        .put("description", "The kind of object.");
                properties
                        .putObject("metadata")
                        .put("description", schema.named("ObjectMeta").description())
                        .putArray("allOf")
                        .addObject()
                        .put("$ref", prefix + key("ObjectMeta"));
                kindOf(schemas.withObject(key(name)).putArray(KIND_OF).addObject(), kind);
            }
        }
    }

    private void need(String name, Set<String> needed) {
        for (var field : schema.named(name).fields().values()) {
            referred(field.form())
                    .ifPresent(
                            type -> {
                                if (needed.add(type)) {
                                    need(type, needed);
                                }
                            });
        }
    }

    private static Optional<String> referred(Schema.Form form) {
        return switch (form) {
            case Schema.Form.Scalar _ -> Optional.empty();
            case Schema.Form.MapOf map -> referred(map.values());
            case Schema.Form.ListOf list -> referred(list.elements());
            case Schema.Form.Named named -> Optional.of(named.type());
        };
    }

    private ObjectNode type(ObjectNode target, Schema.Type type, String prefix) {
        target.put("type", "object");
        target.put("description", type.description());
        var properties = target.putObject("properties");
        var required = Trees.NODES.arrayNode();
        for (var field : type.fields().values()) {
            var property = properties.putObject(field.name());
            var description =
                    field.description().isEmpty() && field.form() instanceof Schema.Form.Named named
                            ? schema.named(named.type()).description()
                            : field.description();
            if (!description.isEmpty()) {
                property.put("description", description);
            }
            form(property, field.form(), prefix);
            if (field.required()) {
                required.add(field.name());
            }
        }
        if (!required.isEmpty()) {
            target.set("required", required);
        }
        return properties;
    }

    private void form(ObjectNode target, Schema.Form form, String prefix) {
        switch (form) {
            case Schema.Form.Scalar scalar -> scalar(target, scalar);
            case Schema.Form.MapOf map -> {
                target.put("type", "object");
                form(target.putObject("additionalProperties"), map.values(), prefix);
            }
            case Schema.Form.ListOf list -> {
                target.put("type", "array");
                form(target.putObject("items"), list.elements(), prefix);
            }
            case Schema.Form.Named named -> {
                ArrayNode all = target.putArray("allOf");
                all.addObject().put("$ref", prefix + key(named.type()));
            }
        }
    }

    private static void scalar(ObjectNode target, Schema.Form.Scalar scalar) {
        switch (scalar) {
            case TEXT -> target.put("type", "string");
            case INTEGER -> target.put("type", "integer");
            case NUMBER -> target.put("type", "number");
            case BOOLEAN -> target.put("type", "boolean");
            case EITHER -> target.put("x-kubernetes-int-or-string", true);
            case ANY -> target.put("x-kubernetes-preserve-unknown-fields", true);
        }
    }

    private static String key(String type) {
        return "dev.portcullis.lab." + type;
    }

    private static void kindOf(ObjectNode target, Kind kind) {
        target.put("group", kind.group());
        target.put("version", kind.version());
        target.put("kind", kind.kind());
    }
}
