package dev.portcullis.lab.kubelet;

import dev.portcullis.lab.api.Kind;
import dev.portcullis.lab.api.Store;
import dev.portcullis.lab.objects.Fields;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The environment a manifest gives a container: {@code envFrom}, {@code env} and {@code valueFrom}. */
final class Environment {

    private static final Pattern REFERENCE =
            Pattern.compile("\\$(\\$)?\\(([A-Za-z_][A-Za-z0-9_.-]*)\\)");

    /** Something a container needs is not there. */
    static final class Missing extends Exception {
        private static final long serialVersionUID = 1;

        Missing(String message) {
            super(message);
        }
    }

    private final Store store;

    Environment(Store store) {
        this.store = store;
    }

    Map<String, String> of(ObjectNode pod, JsonNode container) throws Missing {
        Map<String, String> variables = new LinkedHashMap<>();
        String namespace = Fields.namespace(pod);
        for (JsonNode from : container.path("envFrom")) {
            String prefix = Fields.text(from.path("prefix"));
            JsonNode reference =
                    from.has("secretRef") ? from.path("secretRef") : from.path("configMapRef");
            Kind kind = from.has("secretRef") ? Kind.SECRET : Kind.CONFIG_MAP;
            data(kind, namespace, reference)
                    .ifPresent(
                            all -> all.forEach((key, value) -> variables.put(prefix + key, value)));
        }
        for (JsonNode variable : container.path("env")) {
            String name = Fields.text(variable.path("name"));
            if (variable.has("valueFrom")) {
                from(pod, variable.path("valueFrom"))
                        .ifPresent(value -> variables.put(name, value));
            } else {
                variables.put(name, expand(Fields.scalar(variable.path("value")), variables));
            }
        }
        return variables;
    }

    /** Puts variables where {@code $(NAME)} stands; {@code $$(NAME)} and unknown names stay. */
    static String expand(String text, Map<String, String> variables) {
        Matcher matcher = REFERENCE.matcher(text);
        return matcher.replaceAll(
                found -> {
                    String value = variables.get(found.group(2));
                    String with =
                            found.group(1) != null
                                    ? found.group().substring(1)
                                    : value == null ? found.group() : value;
                    return Matcher.quoteReplacement(with);
                });
    }

    /** What a Secret or ConfigMap holds, in clear. Empty only if the reference allows that it is not there. */
    Optional<Map<String, String>> data(Kind kind, String namespace, JsonNode reference)
            throws Missing {
        String name =
                Fields.text(reference.path(reference.has("secretName") ? "secretName" : "name"));
        Optional<ObjectNode> found = store.get(kind, namespace, name);
        if (found.isEmpty()) {
            if (reference.path("optional").asBoolean(false)) {
                return Optional.empty();
            }
            throw new Missing("%s \"%s\" not found".formatted(kind.singular(), name));
        }
        Map<String, String> data = new LinkedHashMap<>();
        Fields.strings(found.get().path("data"))
                .forEach(
                        (key, value) ->
                                data.put(key, kind.equals(Kind.SECRET) ? decode(value) : value));
        return Optional.of(data);
    }

    private Optional<String> from(ObjectNode pod, JsonNode source) throws Missing {
        if (source.has("fieldRef")) {
            return Optional.of(field(pod, Fields.text(source.path("fieldRef").path("fieldPath"))));
        }
        boolean secret = source.has("secretKeyRef");
        JsonNode reference = source.path(secret ? "secretKeyRef" : "configMapKeyRef");
        Kind kind = secret ? Kind.SECRET : Kind.CONFIG_MAP;
        Optional<Map<String, String>> data = data(kind, Fields.namespace(pod), reference);
        String key = Fields.text(reference.path("key"));
        String value = data.map(all -> all.get(key)).orElse(null);
        if (value == null && !reference.path("optional").asBoolean(false)) {
            throw new Missing(
                    "couldn't find key %s in %s %s/%s"
                            .formatted(
                                    key,
                                    kind.kind(),
                                    Fields.namespace(pod),
                                    Fields.text(reference.path("name"))));
        }
        return Optional.ofNullable(value);
    }

    private static String field(ObjectNode pod, String path) {
        int bracket = path.indexOf("['");
        if (bracket > 0 && path.endsWith("']")) {
            String key = path.substring(bracket + 2, path.length() - 2);
            return path.startsWith("metadata.labels")
                    ? Fields.labels(pod).getOrDefault(key, "")
                    : Fields.annotations(pod).getOrDefault(key, "");
        }
        JsonNode node = pod;
        for (String part : path.split("\\.", -1)) {
            node = node.path(part);
        }
        return Fields.scalar(node);
    }

    private static String decode(String encoded) {
        return new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8);
    }
}
