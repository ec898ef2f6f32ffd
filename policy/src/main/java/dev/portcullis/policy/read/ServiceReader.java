package dev.portcullis.policy.read;

import dev.portcullis.policy.PeerRule.ServiceRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads {@code toServices}. */
final class ServiceReader {

    private ServiceReader() {}

    static List<ServiceRule> read(Cursor services) {
        List<ServiceRule> rules = new ArrayList<>();
        for (Cursor service : services.list()) {
            if (!service.isMap(Set.of("k8sService", "k8sServiceSelector"))) {
                continue;
            }
            Cursor named = service.at("k8sService");
            Cursor selected = service.at("k8sServiceSelector");
            if (named.isPresent() == selected.isPresent()) {
                service.problem(
                        "Exactly one of k8sService and k8sServiceSelector is needed.",
                        "Write one of them.");
            } else if (named.isPresent() && named.isMap(Set.of("serviceName", "namespace"))) {
                Optional<String> name = named.at("serviceName").text();
                if (name.isEmpty()) {
                    named.problem("The Service's name is missing.", "Write serviceName.");
                } else {
                    rules.add(new ServiceRule.Named(namespace(named), name.get()));
                }
            } else if (selected.isPresent() && selected.isMap(Set.of("selector", "namespace"))) {
                Cursor selector = selected.at("selector");
                if (!selector.isPresent()) {
                    selected.problem("The selector is missing.", "Write selector.");
                } else {
                    rules.add(
                            new ServiceRule.Selected(
                                    namespace(selected), SelectorReader.OF_CILIUM.read(selector)));
                }
            }
        }
        return rules;
    }

    private static Optional<String> namespace(Cursor service) {
        return service.at("namespace").text().filter(name -> !name.isEmpty());
    }
}
