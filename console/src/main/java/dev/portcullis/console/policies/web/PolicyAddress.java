package dev.portcullis.console.policies.web;

import dev.portcullis.console.api.BadRequestException;
import dev.portcullis.policy.PolicyId;
import java.util.Locale;

/** Reads which policy an address means. */
final class PolicyAddress {
    private PolicyAddress() {}

    /** @throws BadRequestException if it means none */
    static PolicyId id(String kind, String namespace, String name) {
        return switch (kind.toLowerCase(Locale.ROOT)) {
            case "ciliumnetworkpolicy", "ciliumnetworkpolicies", "cnp" -> {
                if (namespace.equals("-")) {
                    throw new BadRequestException(
                            "namespace",
                            "A CiliumNetworkPolicy has a namespace; - is for clusterwide ones.");
                }
                yield PolicyId.cnp(namespace, name);
            }
            case "ciliumclusterwidenetworkpolicy", "ciliumclusterwidenetworkpolicies", "ccnp" -> {
                if (!namespace.equals("-")) {
                    throw new BadRequestException(
                            "namespace", "A clusterwide policy has no namespace: write -.");
                }
                yield PolicyId.ccnp(name);
            }
            default ->
                    throw new BadRequestException(
                            "kind", "Write CiliumNetworkPolicy or CiliumClusterwideNetworkPolicy.");
        };
    }
}
