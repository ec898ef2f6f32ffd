package dev.portcullis.console.policies.ui;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.router.RouteParameters;
import com.vaadin.flow.router.RouterLink;
import dev.portcullis.policy.PolicyId;
import dev.portcullis.policy.PolicyKind;
import java.util.Map;
import java.util.Optional;

/** Ways to the pages of policies. */
final class PoliciesNavigation {
    private static final String NO_NAMESPACE = "-";

    private PoliciesNavigation() {}

    static void toPolicy(UI ui, PolicyId id) {
        ui.navigate(PolicyView.class, parameters(id));
    }

    static RouterLink link(String text, PolicyId id) {
        return new RouterLink(text, PolicyView.class, parameters(id));
    }

    /** The page as a path, which also names what is written on it. */
    static String path(PolicyId id) {
        return "%s/%s/%s".formatted(id.kind().word(), namespace(id), id.name());
    }

    /** Reads what the address of a policy's page says; empty if it is none. */
    static Optional<PolicyId> read(RouteParameters parameters) {
        var kind = parameters.get("kind").orElse("");
        var namespace = parameters.get("namespace").orElse("");
        var name = parameters.get("name").orElse("");
        if (name.isEmpty() || namespace.isEmpty()) {
            return Optional.empty();
        }
        if (kind.equals(PolicyKind.CILIUM_NETWORK_POLICY.word())
                && !namespace.equals(NO_NAMESPACE)) {
            return Optional.of(PolicyId.cnp(namespace, name));
        }
        return kind.equals(PolicyKind.CILIUM_CLUSTERWIDE_NETWORK_POLICY.word())
                        && namespace.equals(NO_NAMESPACE)
                ? Optional.of(PolicyId.ccnp(name))
                : Optional.empty();
    }

    private static RouteParameters parameters(PolicyId id) {
        return new RouteParameters(
                Map.of("kind", id.kind().word(), "namespace", namespace(id), "name", id.name()));
    }

    private static String namespace(PolicyId id) {
        return id.namespace().isEmpty() ? NO_NAMESPACE : id.namespace();
    }
}
