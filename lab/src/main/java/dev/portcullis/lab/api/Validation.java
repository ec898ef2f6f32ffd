package dev.portcullis.lab.api;

import tools.jackson.databind.node.ObjectNode;

/** Checks an object before it is kept, as the schemas of its kind ask. */
final class Validation {

    private Validation() {}

    static void check(Call call, Kind kind, ObjectNode object) {
        Labels.check(kind, object);
    }
}
