package dev.portcullis.lab.api;

import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Rules of single kinds that no form of a field can tell. */
final class KindRules {

    private static final Pattern LABEL = Pattern.compile("[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?");
    private static final Set<Kind> SELECTING =
            Set.of(Kind.DEPLOYMENT, Kind.REPLICA_SET, Kind.STATEFUL_SET, Kind.DAEMON_SET);

    private final List<ApiException.Cause> causes = new ArrayList<>();

    private KindRules() {}

    /** Refuses with 422 and every rule that is broken. */
    static void check(Kind kind, ObjectNode object) {
        var rules = new KindRules();
        var spec = object.path("spec");
        if (kind.equals(Kind.POD)) {
            rules.podSpec("spec", spec);
        } else if (SELECTING.contains(kind)) {
            rules.notNegative("spec.replicas", spec.path("replicas"));
            rules.selects(spec);
            rules.podSpec("spec.template.spec", spec.path("template").path("spec"));
        } else if (kind.equals(Kind.JOB)) {
            rules.job(spec);
        } else if (kind.equals(Kind.SERVICE)) {
            rules.service(spec);
        } else if (kind.equals(Kind.SECRET)) {
            rules.base64("data", object.path("data"));
        } else if (kind.equals(Kind.CONFIG_MAP)) {
            rules.base64("binaryData", object.path("binaryData"));
        }
        if (!rules.causes.isEmpty()) {
            throw ApiException.invalid(
                    kind, Meta.name(object), rules.causes.stream().limit(10).toList());
        }
    }

    private void selects(JsonNode spec) {
        var labels = spec.path("template").path("metadata").path("labels");
        for (var wanted : spec.path("selector").path("matchLabels").properties()) {
            if (spec.has("template") && !wanted.getValue().equals(labels.get(wanted.getKey()))) {
                invalid(
                        "spec.template.metadata.labels",
                        "Invalid value: `selector` does not match template `labels`");
                return;
            }
        }
    }

    private void job(JsonNode spec) {
        for (var field :
                List.of("parallelism", "completions", "backoffLimit", "ttlSecondsAfterFinished")) {
            notNegative("spec." + field, spec.path(field));
        }
        var pod = spec.path("template").path("spec");
        var policy = Meta.textOf(pod.get("restartPolicy"));
        if (!policy.equals("Never") && !policy.equals("OnFailure")) {
            causes.add(
                    new ApiException.Cause(
                            "spec.template.spec.restartPolicy",
                            "FieldValueNotSupported",
                            "Unsupported value: \"%s\": supported values: \"OnFailure\", \"Never\""
                                    .formatted(policy)));
        }
        podSpec("spec.template.spec", pod);
    }

    private void podSpec(String path, JsonNode spec) {
        var names = new HashSet<String>();
        for (var list : List.of("initContainers", "containers")) {
            int at = 0;
            for (var container : spec.path(list)) {
                container("%s.%s[%d]".formatted(path, list, at++), container, names);
            }
        }
        if (spec.isObject() && spec.path("containers").isEmpty()) {
            causes.add(
                    new ApiException.Cause(
                            path + ".containers", "FieldValueRequired", "Required value"));
        }
    }

    private void container(String path, JsonNode container, Set<String> names) {
        var name = Meta.textOf(container.get("name"));
        if (!name.isEmpty() && !LABEL.matcher(name).matches()) {
            invalid(
                    path + ".name",
                    "Invalid value: \"%s\": must be a lower case DNS label".formatted(name));
        } else if (!name.isEmpty() && !names.add(name)) {
            causes.add(
                    new ApiException.Cause(
                            path + ".name",
                            "FieldValueDuplicate",
                            "Duplicate value: \"%s\"".formatted(name)));
        }
        if (Meta.textOf(container.get("image")).isEmpty()) {
            causes.add(
                    new ApiException.Cause(
                            path + ".image", "FieldValueRequired", "Required value"));
        }
        int at = 0;
        for (var port : container.path("ports")) {
            port("%s.ports[%d].containerPort".formatted(path, at++), port.path("containerPort"));
        }
    }

    private void service(JsonNode spec) {
        int at = 0;
        for (var port : spec.path("ports")) {
            port("spec.ports[%d].port".formatted(at++), port.path("port"));
        }
        if (spec.path("ports").isEmpty() && Meta.textOf(spec.get("type")).equals("NodePort")) {
            causes.add(
                    new ApiException.Cause("spec.ports", "FieldValueRequired", "Required value"));
        }
    }

    private void base64(String field, JsonNode data) {
        for (var entry : data.properties()) {
            try {
                Base64.getDecoder().decode(entry.getValue().asString("").replaceAll("\\s", ""));
            } catch (IllegalArgumentException _) {
                invalid(field + "." + entry.getKey(), "Invalid value: is not base64");
            }
        }
    }

    private void port(String path, JsonNode port) {
        if (port.isNumber() && (port.asLong(0) < 1 || port.asLong(0) > 65_535)) {
            invalid(
                    path,
                    "Invalid value: %s: must be between 1 and 65535, inclusive".formatted(port));
        }
    }

    private void notNegative(String path, JsonNode number) {
        if (number.isNumber() && number.asLong(0) < 0) {
            invalid(
                    path,
                    "Invalid value: %s: must be greater than or equal to 0".formatted(number));
        }
    }

    private void invalid(String path, String message) {
        causes.add(new ApiException.Cause(path, "FieldValueInvalid", message));
    }
}
