package dev.portcullis.lab.api;

import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Makes and tells apart the trees that Kubernetes objects are here. */
final class Trees {

    /** Reads and writes JSON with the defaults of Jackson. */
    static final JsonMapper JSON = JsonMapper.builder().build();

    static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private Trees() {}

    static ObjectNode object() {
        return NODES.objectNode();
    }

    /** An object with nothing but its kind and name; the namespace is empty where there is none. */
    static ObjectNode object(Kind kind, String namespace, String name) {
        var object = object();
        object.put("apiVersion", kind.apiVersion());
        object.put("kind", kind.kind());
        var metadata = object.putObject("metadata");
        metadata.put("name", name);
        if (!namespace.isEmpty()) {
            metadata.put("namespace", namespace);
        }
        return object;
    }

    /** The kind an object says it is of. */
    static Kind kindOf(ObjectNode object) {
        var apiVersion = Meta.textOf(object.get("apiVersion"));
        var kind = Meta.textOf(object.get("kind"));
        return Kind.of(apiVersion, kind)
                .filter(found -> !found.has(Kind.Trait.VIRTUAL))
                .orElseThrow(
                        () ->
                                ApiException.badRequest(
                                        "no kind \"%s\" is registered for version \"%s\""
                                                .formatted(kind, apiVersion)));
    }
}
