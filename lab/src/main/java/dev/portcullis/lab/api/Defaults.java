package dev.portcullis.lab.api;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Fills in what Kubernetes fills in where a manifest is silent, for the kinds controllers and kubectl
 * read. Applying it twice changes nothing.
 */
final class Defaults {

    private Defaults() {}

    static void apply(Kind kind, ObjectNode object) {
        if (kind.equals(Kind.NAMESPACE)) {
            namespace(object);
        } else if (kind.equals(Kind.POD)) {
            podSpec(object, "Always");
            absent(object.withObject("status"), "phase", "Pending");
        } else if (kind.equals(Kind.DEPLOYMENT)) {
            deployment(object);
        } else if (kind.equals(Kind.REPLICA_SET)) {
            absent(object.withObject("spec"), "replicas", 1);
            template(object, "Always");
        } else if (kind.equals(Kind.STATEFUL_SET)) {
            statefulSet(object);
        } else if (kind.equals(Kind.DAEMON_SET)) {
            template(object, "Always");
        } else if (kind.equals(Kind.JOB)) {
            var spec = object.withObject("spec");
            absent(spec, "parallelism", 1);
            absent(spec, "completions", 1);
            absent(spec, "backoffLimit", 6);
            absent(spec, "suspend", false);
            template(object, "Always");
        } else if (kind.equals(Kind.SERVICE)) {
            service(object);
        } else if (kind.equals(Kind.SECRET)) {
            secret(object);
        }
    }

    private static void namespace(ObjectNode object) {
        absent(object.withObject("status"), "phase", "Active");
        var metadata = Meta.of(object);
        if (!(metadata.get("labels") instanceof ObjectNode)) {
            metadata.putObject("labels");
        }
        metadata.withObject("labels").put("kubernetes.io/metadata.name", Meta.name(object));
        var spec = object.withObject("spec");
        if (!spec.has("finalizers")) {
            spec.putArray("finalizers").add("kubernetes");
        }
    }

    private static void deployment(ObjectNode object) {
        var spec = object.withObject("spec");
        absent(spec, "replicas", 1);
        absent(spec, "revisionHistoryLimit", 10);
        absent(spec, "progressDeadlineSeconds", 600);
        var strategy = spec.withObject("strategy");
        absent(strategy, "type", "RollingUpdate");
        if ("RollingUpdate".equals(Meta.textOf(strategy.get("type")))) {
            var rolling = strategy.withObject("rollingUpdate");
            absent(rolling, "maxUnavailable", "25%");
            absent(rolling, "maxSurge", "25%");
        }
        template(object, "Always");
    }

    private static void statefulSet(ObjectNode object) {
        var spec = object.withObject("spec");
        absent(spec, "replicas", 1);
        absent(spec, "revisionHistoryLimit", 10);
        absent(spec, "podManagementPolicy", "OrderedReady");
        absent(spec.withObject("updateStrategy"), "type", "RollingUpdate");
        template(object, "Always");
    }

    private static void service(ObjectNode object) {
        var spec = object.withObject("spec");
        absent(spec, "type", "ClusterIP");
        absent(spec, "sessionAffinity", "None");
        if (!"ExternalName".equals(Meta.textOf(spec.get("type")))) {
            absent(spec, "internalTrafficPolicy", "Cluster");
            absent(spec, "ipFamilyPolicy", "SingleStack");
            if (!spec.has("ipFamilies")) {
                spec.putArray("ipFamilies").add("IPv4");
            }
        }
        for (var port : spec.path("ports")) {
            if (port instanceof ObjectNode fields) {
                absent(fields, "protocol", "TCP");
                if (!fields.has("targetPort") && fields.has("port")) {
                    fields.set("targetPort", fields.get("port").deepCopy());
                }
            }
        }
    }

    /** What was written in clear is kept encoded, over what was there under the same key. */
    private static void secret(ObjectNode object) {
        absent(object, "type", "Opaque");
        if (object.remove("stringData") instanceof ObjectNode clear) {
            var data = object.withObject("data");
            for (Map.Entry<String, JsonNode> entry : clear.properties()) {
                data.put(
                        entry.getKey(),
                        Base64.getEncoder()
                                .encodeToString(
                                        entry.getValue()
                                                .asString("")
                                                .getBytes(StandardCharsets.UTF_8)));
            }
        }
    }

    private static void template(ObjectNode object, String restartPolicy) {
        if (object.path("spec").get("template") instanceof ObjectNode template) {
            podSpec(template, restartPolicy);
        }
    }

    private static void podSpec(ObjectNode pod, String restartPolicy) {
        if (!(pod.get("spec") instanceof ObjectNode spec)) {
            return;
        }
        absent(spec, "restartPolicy", restartPolicy);
        absent(spec, "terminationGracePeriodSeconds", 30);
        absent(spec, "dnsPolicy", "ClusterFirst");
        absent(spec, "schedulerName", "default-scheduler");
        if (!spec.has("securityContext")) {
            spec.putObject("securityContext");
        }
        for (var field : new String[] {"containers", "initContainers"}) {
            if (spec.get(field) instanceof ArrayNode containers) {
                containers.forEach(
                        container -> {
                            if (container instanceof ObjectNode fields) {
                                container(fields);
                            }
                        });
            }
        }
    }

    private static void container(ObjectNode container) {
        var image = Meta.textOf(container.get("image"));
        boolean latest =
                image.endsWith(":latest") || image.lastIndexOf(':') <= image.lastIndexOf('/');
        absent(container, "imagePullPolicy", latest ? "Always" : "IfNotPresent");
        absent(container, "terminationMessagePath", "/dev/termination-log");
        absent(container, "terminationMessagePolicy", "File");
        if (!container.has("resources")) {
            container.putObject("resources");
        }
        for (var port : container.path("ports")) {
            if (port instanceof ObjectNode fields) {
                absent(fields, "protocol", "TCP");
            }
        }
        for (var field : new String[] {"livenessProbe", "readinessProbe", "startupProbe"}) {
            if (container.get(field) instanceof ObjectNode probe) {
                probe(probe);
            }
        }
    }

    private static void probe(ObjectNode probe) {
        absent(probe, "timeoutSeconds", 1);
        absent(probe, "periodSeconds", 10);
        absent(probe, "successThreshold", 1);
        absent(probe, "failureThreshold", 3);
        if (probe.get("httpGet") instanceof ObjectNode get) {
            absent(get, "scheme", "HTTP");
            absent(get, "path", "/");
        }
    }

    private static void absent(ObjectNode object, String field, String value) {
        if (!object.has(field)) {
            object.put(field, value);
        }
    }

    private static void absent(ObjectNode object, String field, int value) {
        if (!object.has(field)) {
            object.put(field, value);
        }
    }

    private static void absent(ObjectNode object, String field, boolean value) {
        if (!object.has(field)) {
            object.put(field, value);
        }
    }
}
