package dev.portcullis.console.flows.internal;

import dev.portcullis.console.flows.MapDelta;
import dev.portcullis.console.flows.MapSnapshot;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The messages of the map's socket: the record, and first of all what it is. */
final class MapMessages {
    private final JsonMapper json;

    MapMessages(JsonMapper json) {
        this.json = json;
    }

    String of(MapSnapshot snapshot) {
        return typed("snapshot", snapshot);
    }

    String of(MapDelta delta) {
        return typed("delta", delta);
    }

    private String typed(String type, Object record) {
        ObjectNode message = json.createObjectNode().put("type", type);
        message.setAll((ObjectNode) json.valueToTree(record));
        return json.writeValueAsString(message);
    }
}
