package dev.portcullis.console.policies.internal;

import dev.portcullis.policy.PolicyId;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/**
 * A policy object as the cluster has it.
 *
 * @param object the whole of it
 */
record LivePolicy(PolicyId id, String uid, String resourceVersion, ObjectNode object) {
    Map<String, String> labels() {
        return Manifests.strings(object.path("metadata").path("labels"));
    }

    Map<String, String> annotations() {
        return Manifests.strings(object.path("metadata").path("annotations"));
    }

    /** What Cilium's operator says of it; empty while it has said nothing. */
    Optional<Condition> valid() {
        for (var condition : object.path("status").path("conditions")) {
            if (condition.path("type").asString("").equals("Valid")) {
                return Optional.of(
                        new Condition(
                                condition.path("status").asString("").equals("True"),
                                condition.path("message").asString("")));
            }
        }
        return Optional.empty();
    }

    /** The condition {@code Valid}. */
    record Condition(boolean holds, String message) {}
}
