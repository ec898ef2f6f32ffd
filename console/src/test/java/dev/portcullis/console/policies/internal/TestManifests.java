package dev.portcullis.console.policies.internal;

import dev.portcullis.policy.PolicyId;
import tools.jackson.databind.node.ObjectNode;

/** Policies for tests. */
final class TestManifests {
    static final PolicyId MYSQL = PolicyId.cnp("users", "mysql-ingress");

    private TestManifests() {}

    /** Lets one app reach MySQL. */
    static ObjectNode mysqlFrom(String app) {
        return cnp("users", "mysql-ingress", app);
    }

    /** Lets one app reach MySQL, under any name. */
    static ObjectNode cnp(String namespace, String name, String app) {
        return Manifests.read(
                        """
                        {"apiVersion": "cilium.io/v2", "kind": "CiliumNetworkPolicy",
                         "metadata": {"name": "%s", "namespace": "%s",
                                      "labels": {"app.kubernetes.io/part-of": "portcullis"},
                                      "annotations": {"portcullis.dev/description": "Only the user service."}},
                         "spec": {"endpointSelector": {"matchLabels": {"app": "mysql"}},
                                  "ingress": [{"fromEndpoints": [{"matchLabels": {"app": "%s"}}],
                                               "toPorts": [{"ports": [{"port": "3306", "protocol": "TCP"}]}]}]}}
                        """
                                .formatted(name, namespace, app))
                .orElseThrow();
    }
}
