package dev.portcullis.lab.api;

import java.util.stream.Collectors;
import tools.jackson.databind.node.ObjectNode;

/** The scale subresource: how many replicas a workload wants and has. */
final class Scale {

    private Scale() {}

    static ObjectNode of(ObjectNode workload) {
        var scale = Trees.object();
        scale.put("kind", "Scale");
        scale.put("apiVersion", "autoscaling/v1");
        var metadata = scale.putObject("metadata");
        for (var field :
                new String[] {"name", "namespace", "uid", "resourceVersion", "creationTimestamp"}) {
            var value = workload.path("metadata").get(field);
            if (value != null) {
                metadata.set(field, value);
            }
        }
        scale.putObject("spec").put("replicas", workload.path("spec").path("replicas").asInt(1));
        var status = scale.putObject("status");
        status.put("replicas", workload.path("status").path("replicas").asInt(0));
        status.put(
                "selector",
                workload.path("spec").path("selector").path("matchLabels").properties().stream()
                        .map(entry -> entry.getKey() + "=" + entry.getValue().asString(""))
                        .collect(Collectors.joining(",")));
        return scale;
    }

    /** Refuses a Scale that is for something else. */
    static void fit(Target target, ObjectNode scale) {
        var name = Meta.name(scale);
        if (!name.isEmpty() && !name.equals(target.name())) {
            throw ApiException.badRequest(
                    "the name of the object (%s) does not match the name on the URL (%s)"
                            .formatted(name, target.name()));
        }
    }

    /** The workload with the replicas the scale asks for, under the scale's resourceVersion. */
    static ObjectNode apply(Kind kind, ObjectNode workload, ObjectNode scale) {
        var replicas = scale.path("spec").path("replicas");
        if (replicas.isMissingNode() || replicas.isNull()) {
            workload.withObject("spec").put("replicas", 0);
        } else if (!replicas.isInt() || replicas.intValue() < 0) {
            throw ApiException.invalid(
                    kind,
                    Meta.name(workload),
                    "spec.replicas",
                    "Invalid value: must be a whole number greater than or equal to 0");
        } else {
            workload.withObject("spec").put("replicas", replicas.intValue());
        }
        var version = Meta.resourceVersion(scale);
        if (!version.isEmpty()) {
            Meta.of(workload).put("resourceVersion", version);
        }
        return workload;
    }
}
