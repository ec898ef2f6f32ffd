package dev.portcullis.console.policies.internal;

import dev.portcullis.policy.PolicyId;
import dev.portcullis.policy.PolicyKind;

/** The commands that move a gate by hand. */
final class Kubectl {
    private Kubectl() {}

    /** Parks and deletes. */
    static String off(PolicyId id, ParkingPlace place) {
        return """
        kubectl %1$sget %2$s %3$s -o json > %3$s.json
        kubectl -n %4$s create configmap %5$s --from-file=manifest=%3$s.json
        kubectl -n %4$s label configmap %5$s %6$s=true
        kubectl %1$sdelete %2$s %3$s\
        """
                .formatted(
                        scope(id),
                        resource(id),
                        id.name(),
                        place.namespace(),
                        place.name(),
                        ParkingPlace.LABEL);
    }

    /** Creates again and unparks. */
    static String on(PolicyId id, ParkingPlace place) {
        return """
        kubectl -n %s get configmap %s -o jsonpath='{.data.manifest}' | kubectl create -f -
        kubectl -n %s delete configmap %s\
        """
                .formatted(place.namespace(), place.name(), place.namespace(), place.name());
    }

    private static String scope(PolicyId id) {
        return id.kind().namespaced() ? "-n " + id.namespace() + " " : "";
    }

    private static String resource(PolicyId id) {
        return id.kind() == PolicyKind.CILIUM_NETWORK_POLICY ? "cnp" : "ccnp";
    }
}
