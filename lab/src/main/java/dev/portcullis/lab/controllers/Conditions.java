package dev.portcullis.lab.controllers;

import dev.portcullis.lab.objects.Fields;
import java.time.Instant;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Conditions in a status, whose times change only when what they say changes. */
final class Conditions {

    private Conditions() {}

    static ObjectNode next(
            JsonNode object,
            String type,
            boolean holds,
            String reason,
            String message,
            Instant now) {
        String status = holds ? "True" : "False";
        String at = now.toString();
        String since = at;
        String updated = at;
        for (JsonNode before : object.path("status").path("conditions")) {
            if (Fields.text(before.path("type")).equals(type)
                    && Fields.text(before.path("status")).equals(status)) {
                since = Fields.text(before.path("lastTransitionTime"));
                if (Fields.text(before.path("reason")).equals(reason)
                        && Fields.text(before.path("message")).equals(message)) {
                    updated = Fields.text(before.path("lastUpdateTime"));
                }
            }
        }
        return Fields.object()
                .put("type", type)
                .put("status", status)
                .put("lastUpdateTime", updated)
                .put("lastTransitionTime", since)
                .put("reason", reason)
                .put("message", message);
    }
}
