package dev.portcullis.lab.objects;

import java.util.Map;
import tools.jackson.databind.JsonNode;

/** A Kubernetes label selector. */
public final class LabelSelector {

    private LabelSelector() {}

    /** Whether {@code matchLabels} and {@code matchExpressions} accept the labels. An empty selector accepts all. */
    public static boolean accepts(JsonNode selector, Map<String, String> labels) {
        return acceptsAll(Fields.strings(selector.path("matchLabels")), labels)
                && selector.path("matchExpressions").valueStream().allMatch(e -> accept(e, labels));
    }

    /** Whether the labels hold all of these. */
    public static boolean acceptsAll(Map<String, String> wanted, Map<String, String> labels) {
        return wanted.entrySet().stream()
                .allMatch(entry -> entry.getValue().equals(labels.get(entry.getKey())));
    }

    private static boolean accept(JsonNode expression, Map<String, String> labels) {
        String key = Fields.text(expression.path("key"));
        String value = labels.get(key);
        boolean listed = value != null && Fields.texts(expression.path("values")).contains(value);
        return switch (Fields.text(expression.path("operator"))) {
            case "In" -> listed;
            case "NotIn" -> !listed;
            case "Exists" -> value != null;
            case "DoesNotExist" -> value == null;
            default -> false;
        };
    }
}
