package dev.portcullis.lab.api;

import java.util.ArrayDeque;
import tools.jackson.databind.JsonNode;

/** Estimates how much memory a tree holds, so that histories can be bounded. */
final class Weight {

    private static final int NODE_BYTES = 48;

    private Weight() {}

    /** Bytes, roughly: a fixed part for each node plus the texts and field names. */
    static long of(JsonNode tree) {
        long bytes = 0;
        var open = new ArrayDeque<JsonNode>();
        open.push(tree);
        while (!open.isEmpty()) {
            var node = open.pop();
            bytes += NODE_BYTES;
            if (node.isString()) {
                bytes += node.stringValue().length();
            } else if (node.isObject()) {
                for (var entry : node.properties()) {
                    bytes += entry.getKey().length();
                    open.push(entry.getValue());
                }
            } else if (node.isArray()) {
                node.forEach(open::push);
            }
        }
        return bytes;
    }
}
