package dev.portcullis.console.policies.internal;

import dev.portcullis.policy.PolicyId;
import dev.portcullis.policy.PolicyKind;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Policy objects as trees and texts. */
final class Manifests {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final List<String> OF_THE_SERVER =
            List.of(
                    "uid",
                    "resourceVersion",
                    "generation",
                    "creationTimestamp",
                    "deletionTimestamp",
                    "deletionGracePeriodSeconds",
                    "managedFields",
                    "selfLink");

    private Manifests() {}

    /** The object without what the API server and controllers add. */
    static ObjectNode bare(ObjectNode object) {
        var bare = object.deepCopy();
        bare.remove("status");
        if (bare.path("metadata") instanceof ObjectNode metadata) {
            metadata.remove(OF_THE_SERVER);
        }
        return bare;
    }

    /** Whether both want the same of the cluster. */
    static boolean sameRules(ObjectNode one, ObjectNode other) {
        return one.path("spec").equals(other.path("spec"))
                && one.path("specs").equals(other.path("specs"));
    }

    static String json(ObjectNode object) {
        return JSON.writeValueAsString(object);
    }

    /** Reads JSON; empty if it is not an object. */
    static Optional<ObjectNode> read(String json) {
        try {
            return JSON.readTree(json) instanceof ObjectNode object
                    ? Optional.of(object)
                    : Optional.empty();
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }

    /** Maps, lists and scalars as a tree; empty if it is not an object. */
    static Optional<ObjectNode> node(Object tree) {
        return JSON.valueToTree(tree) instanceof ObjectNode object
                ? Optional.of(object)
                : Optional.empty();
    }

    /** The object as maps, lists and scalars. */
    static Object tree(ObjectNode object) {
        return JSON.convertValue(object, Object.class);
    }

    /** The object for people. */
    static String yaml(ObjectNode object) {
        var settings =
                DumpSettings.builder()
                        .setDefaultFlowStyle(FlowStyle.BLOCK)
                        .setIndicatorIndent(2)
                        .setIndentWithIndicator(true)
                        .setWidth(100)
                        .build();
        return new Dump(settings).dumpToString(tree(object));
    }

    /** Which policy the object is; empty if it is none of the kinds with a gate. */
    static Optional<PolicyId> id(ObjectNode object) {
        var metadata = object.path("metadata");
        var name = metadata.path("name").asString("");
        var namespace = metadata.path("namespace").asString("");
        var kind = object.path("kind").asString("");
        if (name.isEmpty()) {
            return Optional.empty();
        }
        if (kind.equals(PolicyKind.CILIUM_NETWORK_POLICY.word()) && !namespace.isEmpty()) {
            return Optional.of(PolicyId.cnp(namespace, name));
        }
        return kind.equals(PolicyKind.CILIUM_CLUSTERWIDE_NETWORK_POLICY.word())
                ? Optional.of(PolicyId.ccnp(name))
                : Optional.empty();
    }

    static Map<String, String> strings(JsonNode node) {
        var strings = new LinkedHashMap<String, String>();
        node.propertyStream()
                .forEach(entry -> strings.put(entry.getKey(), entry.getValue().asString("")));
        return strings;
    }
}
