package dev.portcullis.console.policies.internal;

import dev.portcullis.console.policies.ParkedPolicy;
import dev.portcullis.console.policies.internal.ClusterRefusedException.Refusal;
import dev.portcullis.policy.PolicyId;
import dev.portcullis.policy.PolicyKind;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.DeleteOptionsBuilder;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.Optional;
import java.util.function.Supplier;
import tools.jackson.databind.node.ObjectNode;

/** The steps through the Kubernetes API, each one request. */
final class Fabric8PolicyCluster implements PolicyCluster {
    static final ResourceDefinitionContext CNP = context("CiliumNetworkPolicy", true);
    static final ResourceDefinitionContext CCNP = context("CiliumClusterwideNetworkPolicy", false);

    private final KubernetesClient client;
    private final String home;

    /** @param home the console's namespace */
    Fabric8PolicyCluster(KubernetesClient client, String home) {
        this.client = client;
        this.home = home;
    }

    @Override
    public Optional<LivePolicy> find(PolicyId id) {
        return ask(() -> Optional.ofNullable(policy(id).get())).flatMap(Fabric8PolicyCluster::read);
    }

    @Override
    public Optional<StoredParking> findParked(PolicyId id) {
        return ask(() -> Optional.ofNullable(map(id).get())).flatMap(this::readParked);
    }

    @Override
    public void park(ParkedPolicy policy) {
        var map = ParkedMaps.write(policy, place(policy.id()));
        ask(() -> client.configMaps().resource(map).create());
    }

    @Override
    public void park(ParkedPolicy policy, StoredParking instead) {
        var map = ParkedMaps.write(policy, place(policy.id()));
        map.getMetadata().setUid(instead.uid());
        map.getMetadata().setResourceVersion(instead.resourceVersion());
        ask(() -> client.configMaps().resource(map).update());
    }

    @Override
    public void delete(LivePolicy policy) {
        var id = policy.id();
        var path =
                id.kind() == PolicyKind.CILIUM_NETWORK_POLICY
                        ? "/apis/cilium.io/v2/namespaces/%s/ciliumnetworkpolicies/%s"
                                .formatted(id.namespace(), id.name())
                        : "/apis/cilium.io/v2/ciliumclusterwidenetworkpolicies/%s"
                                .formatted(id.name());
        delete(path, policy.uid(), policy.resourceVersion());
    }

    @Override
    public LivePolicy create(PolicyId id, ObjectNode manifest) {
        return written(id, ask(() -> policies(id).resource(generic(manifest)).create()));
    }

    @Override
    public void unpark(StoredParking parking) {
        var place = place(parking.policy().id());
        delete(
                "/api/v1/namespaces/%s/configmaps/%s".formatted(place.namespace(), place.name()),
                parking.uid(),
                parking.resourceVersion());
    }

    @Override
    public void tryOut(PolicyId id, ObjectNode manifest, Optional<String> version) {
        ask(
                () ->
                        version.isPresent()
                                ? policies(id)
                                        .resource(generic(at(manifest, version.get())))
                                        .dryRun(true)
                                        .update()
                                : policies(id).resource(generic(manifest)).dryRun(true).create());
    }

    @Override
    public LivePolicy replace(PolicyId id, ObjectNode manifest, String version) {
        return written(
                id, ask(() -> policies(id).resource(generic(at(manifest, version))).update()));
    }

    private static ObjectNode at(ObjectNode manifest, String version) {
        var versioned = manifest.deepCopy();
        versioned.withObject("/metadata").put("resourceVersion", version);
        return versioned;
    }

    /** Reads an object as it comes from the API. */
    static Optional<LivePolicy> read(GenericKubernetesResource resource) {
        return Manifests.read(Serialization.asJson(resource))
                .flatMap(
                        object ->
                                Manifests.id(object)
                                        .map(
                                                id ->
                                                        new LivePolicy(
                                                                id,
                                                                resource.getMetadata().getUid(),
                                                                resource.getMetadata()
                                                                        .getResourceVersion(),
                                                                object)));
    }

    private Optional<StoredParking> readParked(ConfigMap map) {
        return ParkedMaps.read(map, home)
                .map(
                        policy ->
                                new StoredParking(
                                        policy,
                                        map.getMetadata().getUid(),
                                        map.getMetadata().getResourceVersion()));
    }

    private void delete(String path, String uid, String resourceVersion) {
        var options =
                new DeleteOptionsBuilder()
                        .withNewPreconditions()
                        .withUid(uid)
                        .withResourceVersion(resourceVersion)
                        .endPreconditions()
                        .build();
        ask(() -> Optional.ofNullable(client.raw(path, "DELETE", options)));
    }

    private Resource<GenericKubernetesResource> policy(PolicyId id) {
        return id.kind() == PolicyKind.CILIUM_NETWORK_POLICY
                ? client.genericKubernetesResources(CNP)
                        .inNamespace(id.namespace())
                        .withName(id.name())
                : client.genericKubernetesResources(CCNP).withName(id.name());
    }

    private io.fabric8.kubernetes.client.dsl.NonNamespaceOperation<
                    GenericKubernetesResource,
                    io.fabric8.kubernetes.api.model.GenericKubernetesResourceList,
                    Resource<GenericKubernetesResource>>
            policies(PolicyId id) {
        return id.kind() == PolicyKind.CILIUM_NETWORK_POLICY
                ? client.genericKubernetesResources(CNP).inNamespace(id.namespace())
                : client.genericKubernetesResources(CCNP);
    }

    private Resource<ConfigMap> map(PolicyId id) {
        var place = place(id);
        return client.configMaps().inNamespace(place.namespace()).withName(place.name());
    }

    private ParkingPlace place(PolicyId id) {
        return ParkingPlace.of(id, home);
    }

    private static GenericKubernetesResource generic(ObjectNode manifest) {
        return Serialization.unmarshal(Manifests.json(manifest), GenericKubernetesResource.class);
    }

    private static LivePolicy written(PolicyId id, HasMetadata resource) {
        return read((GenericKubernetesResource) resource)
                .orElseThrow(
                        () ->
                                new ClusterRefusedException(
                                        Refusal.INVALID,
                                        "The API server answered something else than %s."
                                                .formatted(id)));
    }

    private static <T> T ask(Supplier<T> request) {
        try {
            return request.get();
        } catch (KubernetesClientException e) {
            throw Refusals.of(e);
        }
    }

    private static ResourceDefinitionContext context(String kind, boolean namespaced) {
        return new ResourceDefinitionContext.Builder()
                .withGroup("cilium.io")
                .withVersion("v2")
                .withKind(kind)
                .withPlural(
                        namespaced ? "ciliumnetworkpolicies" : "ciliumclusterwidenetworkpolicies")
                .withNamespaced(namespaced)
                .build();
    }
}
