package dev.portcullis.lab.api;

import tools.jackson.databind.node.ObjectNode;

/** Makes sure that an object is what its path says: kind, namespace and name. */
final class Envelope {

    private Envelope() {}

    /** Fills in what the object leaves to the path, and refuses what contradicts it. */
    static void fit(Target target, ObjectNode object) {
        var kind = target.kind();
        fill(object, "apiVersion", kind.apiVersion());
        fill(object, "kind", kind.kind());
        if (object.has("metadata") && !(object.get("metadata") instanceof ObjectNode)) {
            throw ApiException.badRequest("metadata must be an object");
        }
        var metadata = Meta.of(object);
        for (var field :
                new String[] {"name", "generateName", "namespace", "resourceVersion", "uid"}) {
            var value = metadata.get(field);
            if (value != null && value.isNull()) {
                metadata.remove(field);
            } else if (value != null && !value.isString()) {
                throw ApiException.badRequest("metadata.%s must be a string".formatted(field));
            }
        }
        for (var field : new String[] {"labels", "annotations"}) {
            requireTexts(metadata, field);
        }
        if (!target.name().isEmpty()) {
            if (Meta.name(object).isEmpty()) {
                metadata.put("name", target.name());
            } else if (!Meta.name(object).equals(target.name())) {
                throw ApiException.badRequest(
                        "the name of the object (%s) does not match the name on the URL (%s)"
                                .formatted(Meta.name(object), target.name()));
            }
        }
        if (kind.namespaced()) {
            if (Meta.namespace(object).isEmpty()) {
                metadata.put("namespace", target.namespace());
            } else if (!Meta.namespace(object).equals(target.namespace())) {
                throw ApiException.badRequest(
                        "the namespace of the provided object does not match the namespace sent on"
                                + " the request");
            }
        } else {
            metadata.remove("namespace");
        }
    }

    private static void fill(ObjectNode object, String field, String wanted) {
        var value = Meta.textOf(object.get(field));
        if (value.isEmpty() && (!object.has(field) || object.path(field).isString())) {
            object.put(field, wanted);
        } else if (!value.equals(wanted)) {
            throw ApiException.badRequest(
                    "the %s in the data (%s) does not match the expected %s (%s)"
                            .formatted(field, object.path(field).asString("?"), field, wanted));
        }
    }

    private static void requireTexts(ObjectNode metadata, String field) {
        var map = metadata.get(field);
        if (map == null) {
            return;
        }
        if (map.isNull()) {
            metadata.remove(field);
            return;
        }
        if (!(map instanceof ObjectNode texts)) {
            throw ApiException.badRequest("metadata.%s must be an object".formatted(field));
        }
        texts.properties()
                .forEach(
                        entry -> {
                            if (!entry.getValue().isString()) {
                                throw ApiException.badRequest(
                                        "metadata.%s.%s must be a string"
                                                .formatted(field, entry.getKey()));
                            }
                        });
    }
}
