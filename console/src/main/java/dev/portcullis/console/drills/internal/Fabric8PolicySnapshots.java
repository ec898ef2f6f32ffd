package dev.portcullis.console.drills.internal;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads Cilium's policies from the Kubernetes API, without what the API server keeps for itself. */
record Fabric8PolicySnapshots(KubernetesClient client) implements PolicySnapshots {
    private static final Logger LOG = LoggerFactory.getLogger(Fabric8PolicySnapshots.class);
    private static final int MOST_CHARACTERS = 2 * 1024 * 1024;

    private static final List<ResourceDefinitionContext> KINDS =
            List.of(
                    kind("CiliumNetworkPolicy", "ciliumnetworkpolicies", true),
                    kind(
                            "CiliumClusterwideNetworkPolicy",
                            "ciliumclusterwidenetworkpolicies",
                            false));

    private static ResourceDefinitionContext kind(String kind, String plural, boolean namespaced) {
        return new ResourceDefinitionContext.Builder()
                .withGroup("cilium.io")
                .withVersion("v2")
                .withKind(kind)
                .withPlural(plural)
                .withNamespaced(namespaced)
                .build();
    }

    @Override
    public String now() {
        try {
            var text = new StringBuilder();
            for (var kind : KINDS) {
                for (var policy : list(kind)) {
                    policy.getMetadata().setManagedFields(List.of());
                    var yaml = Serialization.asYaml(policy);
                    if (text.length() + yaml.length() > MOST_CHARACTERS) {
                        return text.append("# There were more policies than are kept here.\n")
                                .toString();
                    }
                    text.append(yaml.startsWith("---") ? "" : "---\n").append(yaml);
                }
            }
            return text.toString();
        } catch (KubernetesClientException e) {
            LOG.debug("The policies cannot be read for a drill's evidence", e);
            return "";
        }
    }

    private List<GenericKubernetesResource> list(ResourceDefinitionContext kind) {
        var resources = client.genericKubernetesResources(kind);
        return kind.isNamespaceScoped()
                ? resources.inAnyNamespace().list().getItems()
                : resources.list().getItems();
    }
}
