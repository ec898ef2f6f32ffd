package dev.portcullis.policy.read;

import dev.portcullis.policy.PeerRule.ServiceRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reads {@code toServices}. Cilium looks at nothing here but each entry as it is asked about a
 * Service: the selector first, the name only without one, and neither means no Service ({@code
 * processRule} in {@code pkg/policy/k8s/service.go}). So none of that is refused, as a policy left
 * out here would isolate there.
 */
final class ServiceReader {

    private static final ServiceRule NONE = new ServiceRule.Named(Optional.empty(), "");

    private ServiceReader() {}

    static List<ServiceRule> read(Cursor services) {
        List<ServiceRule> rules = new ArrayList<>();
        for (Cursor service : services.list()) {
            if (!service.isMap(Set.of("k8sService", "k8sServiceSelector"))) {
                continue;
            }
            Cursor named = service.at("k8sService");
            Cursor selected = service.at("k8sServiceSelector");
            if (selected.isPresent()) {
                if (named.isPresent()) {
                    named.warning(
                            "Cilium looks at k8sServiceSelector only where both are there.",
                            "Remove it, or write two entries.");
                }
                selected(selected).ifPresent(rules::add);
            } else if (named.isPresent()) {
                named(named).ifPresent(rules::add);
            } else {
                meansNone(service);
                rules.add(NONE);
            }
        }
        return rules;
    }

    private static Optional<ServiceRule> named(Cursor named) {
        if (!named.isMap(Set.of("serviceName", "namespace"))) {
            return Optional.empty();
        }
        Optional<String> name = named.at("serviceName").text();
        if (name.filter(typed -> !typed.isEmpty()).isEmpty()) {
            meansNone(named);
        }
        return Optional.of(new ServiceRule.Named(namespace(named), name.orElse("")));
    }

    private static Optional<ServiceRule> selected(Cursor selected) {
        if (!selected.isMap(Set.of("selector", "namespace"))) {
            return Optional.empty();
        }
        Cursor selector = selected.at("selector");
        if (!selector.isPresent()) {
            selected.problem("The selector is missing.", "Write selector.");
            return Optional.empty();
        }
        return Optional.of(
                new ServiceRule.Selected(
                        namespace(selected), SelectorReader.OF_CILIUM.read(selector)));
    }

    private static void meansNone(Cursor entry) {
        entry.warning("This means no Service.", "Name one by k8sService or by k8sServiceSelector.");
    }

    private static Optional<String> namespace(Cursor service) {
        return service.at("namespace").text().filter(name -> !name.isEmpty());
    }
}
