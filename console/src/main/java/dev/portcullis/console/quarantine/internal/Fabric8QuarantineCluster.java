package dev.portcullis.console.quarantine.internal;

import dev.portcullis.console.quarantine.Quarantine;
import dev.portcullis.policy.PolicyId;
import io.fabric8.kubernetes.api.model.DeleteOptionsBuilder;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;

/** Through the Kubernetes API: an informer to read, one request for each change. */
final class Fabric8QuarantineCluster implements QuarantineCluster, AutoCloseable {
    private static final ResourceDefinitionContext CNP =
            new ResourceDefinitionContext.Builder()
                    .withGroup("cilium.io")
                    .withVersion("v2")
                    .withKind("CiliumNetworkPolicy")
                    .withPlural("ciliumnetworkpolicies")
                    .withNamespaced(true)
                    .build();

    private final KubernetesClient client;
    private final SharedIndexInformer<GenericKubernetesResource> informer;

    Fabric8QuarantineCluster(KubernetesClient client, Runnable changed) {
        this.client = client;
        informer =
                client.genericKubernetesResources(CNP)
                        .inAnyNamespace()
                        .withLabel(QuarantinePolicy.LABEL, "true")
                        .runnableInformer(0);
        // An API that is away comes back: try again, forever. The pulse tells people meanwhile.
        informer.exceptionHandler((_, _) -> true);
        informer.addEventHandler(
                new ResourceEventHandler<>() {
                    @Override
                    public void onAdd(GenericKubernetesResource added) {
                        changed.run();
                    }

                    @Override
                    public void onUpdate(
                            GenericKubernetesResource before, GenericKubernetesResource after) {
                        changed.run();
                    }

                    @Override
                    public void onDelete(
                            GenericKubernetesResource gone, boolean finalStateUnknown) {
                        changed.run();
                    }
                });
        var unused = informer.start();
    }

    @Override
    public void create(Map<String, Object> manifest) {
        ask(
                () ->
                        client.resource(
                                        Serialization.unmarshal(
                                                Serialization.asJson(manifest),
                                                GenericKubernetesResource.class))
                                .create());
    }

    @Override
    public void delete(Held held) {
        var id = held.quarantine().policy();
        var options =
                new DeleteOptionsBuilder()
                        .withNewPreconditions()
                        .withUid(held.uid())
                        .endPreconditions()
                        .build();
        try {
            var _ =
                    client.raw(
                            "/apis/cilium.io/v2/namespaces/%s/ciliumnetworkpolicies/%s"
                                    .formatted(id.namespace(), id.name()),
                            "DELETE",
                            options);
        } catch (KubernetesClientException e) {
            if (e.getCode() != 404 && e.getCode() != 409) {
                throw refused(e);
            }
        }
    }

    @Override
    public List<Held> all() {
        return informer.getStore().list().stream()
                .flatMap(object -> read(object).stream())
                .toList();
    }

    @Override
    public Optional<String> problem() {
        return informer.hasSynced()
                ? Optional.empty()
                : Optional.of("The policies have not been read from the cluster yet.");
    }

    @Override
    public void close() {
        informer.close();
    }

    private static Optional<Held> read(GenericKubernetesResource object) {
        var metadata = object.getMetadata();
        if (!metadata.getName().startsWith(QuarantinePolicy.PREFIX)) {
            return Optional.empty();
        }
        var notes =
                metadata.getAnnotations() == null
                        ? Map.<String, String>of()
                        : metadata.getAnnotations();
        var quarantine =
                new Quarantine(
                        PolicyId.cnp(metadata.getNamespace(), metadata.getName()),
                        notes.getOrDefault(QuarantinePolicy.WORKLOAD, metadata.getNamespace()),
                        labels(object),
                        notes.getOrDefault(QuarantinePolicy.BY, "unknown"),
                        notes.getOrDefault(QuarantinePolicy.REASON, ""),
                        time(metadata.getCreationTimestamp()).orElse(Instant.EPOCH),
                        time(notes.getOrDefault(QuarantinePolicy.RELEASE_AT, "")),
                        number(notes.getOrDefault(QuarantinePolicy.INCIDENT, "")),
                        0,
                        Optional.empty(),
                        "");
        return Optional.of(new Held(quarantine, metadata.getUid()));
    }

    private static Map<String, String> labels(GenericKubernetesResource object) {
        Object labels = object.get("spec", "endpointSelector", "matchLabels");
        var read = new HashMap<String, String>();
        if (labels instanceof Map<?, ?> map) {
            map.forEach((key, value) -> read.put(String.valueOf(key), String.valueOf(value)));
        }
        return read;
    }

    private static Optional<Instant> time(String text) {
        try {
            return Optional.of(Instant.parse(text));
        } catch (DateTimeException unreadable) {
            return Optional.empty();
        }
    }

    private static OptionalLong number(String text) {
        return text.matches("[1-9][0-9]{0,17}")
                ? OptionalLong.of(Long.parseLong(text))
                : OptionalLong.empty();
    }

    private static <T> T ask(Supplier<T> request) {
        try {
            return request.get();
        } catch (KubernetesClientException e) {
            throw refused(e);
        }
    }

    private static RefusedException refused(KubernetesClientException e) {
        var said =
                Optional.ofNullable(e.getStatus())
                        .map(status -> status.getMessage())
                        .filter(text -> !text.isBlank())
                        .map(text -> " It says: " + text)
                        .orElse("");
        return switch (e.getCode()) {
            case 401, 403 ->
                    new RefusedException(
                            "The cluster does not let the console do this (%d). Quarantine works in"
                                            .formatted(e.getCode())
                                    + " the namespaces its Role covers; see k8s/base/console."
                                    + said,
                            false);
            case 409 -> new RefusedException("It is there already." + said, true);
            case 0 -> new RefusedException("The Kubernetes API does not answer.", false);
            default ->
                    new RefusedException(
                            "The Kubernetes API answered %d.".formatted(e.getCode()) + said, false);
        };
    }
}
