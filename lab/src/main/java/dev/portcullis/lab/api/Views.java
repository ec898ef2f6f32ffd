package dev.portcullis.lab.api;

import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** The shape a client wants objects in: whole, as a table for people, or the metadata alone. */
enum Views {
    WHOLE {
        @Override
        ObjectNode one(Kind kind, ObjectNode object) {
            return object;
        }

        @Override
        ObjectNode list(Kind kind, List<ObjectNode> items, ObjectNode metadata) {
            var list = Trees.object();
            list.put("kind", kind.kind() + "List");
            list.put("apiVersion", kind.apiVersion());
            list.set("metadata", metadata);
            var array = list.putArray("items");
            items.forEach(array::add);
            return list;
        }
    },
    TABLE {
        @Override
        ObjectNode one(Kind kind, ObjectNode object) {
            var metadata = Trees.object();
            metadata.put("resourceVersion", Meta.resourceVersion(object));
            return Tables.of(kind, List.of(object), metadata, true);
        }

        @Override
        ObjectNode list(Kind kind, List<ObjectNode> items, ObjectNode metadata) {
            return Tables.of(kind, items, metadata, true);
        }
    },
    METADATA {
        @Override
        ObjectNode one(Kind kind, ObjectNode object) {
            var partial = Trees.object();
            partial.put("kind", "PartialObjectMetadata");
            partial.put("apiVersion", "meta.k8s.io/v1");
            partial.set("metadata", object.path("metadata"));
            return partial;
        }

        @Override
        ObjectNode list(Kind kind, List<ObjectNode> items, ObjectNode metadata) {
            var list = Trees.object();
            list.put("kind", "PartialObjectMetadataList");
            list.put("apiVersion", "meta.k8s.io/v1");
            list.set("metadata", metadata);
            var array = list.putArray("items");
            items.forEach(item -> array.add(one(kind, item)));
            return list;
        }
    };

    /** What the Accept header asks for first. */
    static Views of(Call call) {
        var accept = call.request().getHeader("Accept");
        if (accept == null) {
            return WHOLE;
        }
        var first = accept.split(",", 2)[0];
        if (first.contains("as=Table")) {
            return TABLE;
        }
        return first.contains("as=PartialObjectMetadata") ? METADATA : WHOLE;
    }

    abstract ObjectNode one(Kind kind, ObjectNode object);

    abstract ObjectNode list(Kind kind, List<ObjectNode> items, ObjectNode metadata);
}
