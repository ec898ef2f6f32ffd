package dev.portcullis.lab.api;

import java.util.function.Predicate;
import tools.jackson.databind.node.ObjectNode;

/** Which objects of a collection a request is about: its label selector and its field selector. */
record Selector(Predicate<ObjectNode> matches, boolean all) {

    static Selector of(Kind kind, Query query) {
        var labels = query.get("labelSelector");
        var fields = query.get("fieldSelector");
        var matches = LabelSelector.parse(labels).and(FieldSelector.parse(kind, fields));
        return new Selector(matches, labels.isBlank() && fields.isBlank());
    }

    boolean test(ObjectNode object) {
        return all || matches.test(object);
    }
}
