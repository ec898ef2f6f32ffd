package dev.portcullis.policy.read;

import dev.portcullis.policy.LabelKey;
import dev.portcullis.policy.Selector;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Writes label selectors. */
final class SelectorPrinter {

    private SelectorPrinter() {}

    static Map<String, Object> tree(Selector selector) {
        return tree(selector, LabelKey::toString);
    }

    static Map<String, Object> tree(Selector selector, Function<LabelKey, String> keys) {
        Map<String, Object> tree = new LinkedHashMap<>();
        if (!selector.matchLabels().isEmpty()) {
            Map<String, Object> labels = new LinkedHashMap<>();
            selector.matchLabels().forEach((key, value) -> labels.put(keys.apply(key), value));
            tree.put("matchLabels", labels);
        }
        if (!selector.matchExpressions().isEmpty()) {
            tree.put(
                    "matchExpressions",
                    selector.matchExpressions().stream()
                            .map(one -> requirement(one, keys))
                            .toList());
        }
        return tree;
    }

    private static Map<String, Object> requirement(
            Selector.Requirement requirement, Function<LabelKey, String> keys) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("key", keys.apply(requirement.key()));
        tree.put("operator", requirement.operator().word());
        if (!requirement.values().isEmpty()) {
            tree.put("values", List.copyOf(requirement.values()));
        }
        return tree;
    }
}
