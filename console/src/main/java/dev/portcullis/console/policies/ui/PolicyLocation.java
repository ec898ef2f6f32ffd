package dev.portcullis.console.policies.ui;

import com.vaadin.flow.router.QueryParameters;
import dev.portcullis.console.policies.PolicyEntry;
import dev.portcullis.policy.PolicyId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What the address of the policies page says.
 *
 * @param filter text in a name or label; empty for all
 * @param namespace empty for all
 * @param policy the chosen one as {@code Kind/namespace/name}; empty for the first
 * @param part what of it is shown
 */
record PolicyLocation(String filter, String namespace, String policy, PolicyPanel.Part part) {
    static final PolicyLocation START = new PolicyLocation("", "", "", PolicyPanel.Part.RULES);

    static PolicyLocation read(QueryParameters parameters) {
        return new PolicyLocation(
                parameters.getSingleParameter("filter").orElse(""),
                parameters.getSingleParameter("namespace").orElse(""),
                parameters.getSingleParameter("policy").orElse(""),
                PolicyPanel.Part.of(parameters.getSingleParameter("show").orElse("")));
    }

    QueryParameters write() {
        Map<String, String> values = new LinkedHashMap<>();
        put(values, "filter", filter);
        put(values, "namespace", namespace);
        put(values, "policy", policy);
        put(values, "show", part == PolicyPanel.Part.RULES ? "" : part.key());
        return QueryParameters.simple(values);
    }

    PolicyLocation filtered(String text) {
        return new PolicyLocation(text, namespace, policy, part);
    }

    PolicyLocation in(String newNamespace) {
        return new PolicyLocation(filter, newNamespace, policy, part);
    }

    PolicyLocation choosing(PolicyId id) {
        return new PolicyLocation(filter, namespace, key(id), part);
    }

    PolicyLocation showing(PolicyPanel.Part newPart) {
        return new PolicyLocation(filter, namespace, policy, newPart);
    }

    boolean matches(PolicyEntry entry) {
        var text = filter.toLowerCase(Locale.ROOT);
        return (namespace.isEmpty() || entry.id().namespace().equals(namespace))
                && (text.isEmpty()
                        || entry.id().name().toLowerCase(Locale.ROOT).contains(text)
                        || entry.labels().entrySet().stream()
                                .anyMatch(
                                        label ->
                                                (label.getKey() + "=" + label.getValue())
                                                        .toLowerCase(Locale.ROOT)
                                                        .contains(text)));
    }

    Optional<PolicyEntry> chosen(List<PolicyEntry> visible) {
        return visible.stream()
                .filter(entry -> key(entry.id()).equals(policy))
                .findFirst()
                .or(() -> policy.isEmpty() ? visible.stream().findFirst() : Optional.empty());
    }

    private static String key(PolicyId id) {
        return id.kind().word() + "/" + id.namespace() + "/" + id.name();
    }

    private static void put(Map<String, String> values, String key, String value) {
        if (!value.isEmpty()) {
            values.put(key, value);
        }
    }
}
