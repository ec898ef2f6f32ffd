package dev.portcullis.console.setup.internal;

import io.fabric8.kubernetes.api.model.authorization.v1.SelfSubjectAccessReview;
import io.fabric8.kubernetes.api.model.authorization.v1.SelfSubjectAccessReviewBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

/** Asks through fabric8's client. */
final class Fabric8ClusterFacts implements ClusterFacts {
    private final KubernetesClient client;

    Fabric8ClusterFacts(KubernetesClient client) {
        this.client = client;
    }

    @Override
    public String address() {
        return client.getConfiguration().getMasterUrl();
    }

    @Override
    public Answer<String> version() {
        return ask(() -> client.getKubernetesVersion().getGitVersion());
    }

    @Override
    public Answer<Integer> ciliumNodes() {
        return ask(
                () ->
                        client.genericKubernetesResources("cilium.io/v2", "CiliumNode")
                                .list()
                                .getItems()
                                .size());
    }

    @Override
    public Answer<Optional<String>> ciliumImage() {
        return ask(
                () ->
                        Optional.ofNullable(
                                        client.apps()
                                                .daemonSets()
                                                .inNamespace("kube-system")
                                                .withName("cilium")
                                                .get())
                                .flatMap(
                                        agent ->
                                                agent
                                                        .getSpec()
                                                        .getTemplate()
                                                        .getSpec()
                                                        .getContainers()
                                                        .stream()
                                                        .findFirst())
                                .map(container -> container.getImage()));
    }

    @Override
    public Answer<Boolean> allows(Right right) {
        SelfSubjectAccessReview question =
                new SelfSubjectAccessReviewBuilder()
                        .withNewSpec()
                        .withNewResourceAttributes()
                        .withNamespace(right.namespace().orElse(null))
                        .withGroup(right.group())
                        .withResource(right.resource())
                        .withSubresource(right.subresource().isEmpty() ? null : right.subresource())
                        .withVerb(right.verb())
                        .endResourceAttributes()
                        .endSpec()
                        .build();
        return ask(
                () ->
                        Boolean.TRUE.equals(
                                client.resource(question).create().getStatus().getAllowed()));
    }

    private static <T> Answer<T> ask(Supplier<T> question) {
        try {
            return new Answer.Given<>(question.get());
        } catch (KubernetesClientException refused) {
            return switch (refused.getCode()) {
                case 404 -> new Answer.Absent<>();
                case 401 -> new Answer.Missing<>("the API refused the console's credentials (401)");
                case 403 -> new Answer.Missing<>("the console may not ask for it (403)");
                default ->
                        new Answer.Missing<>(
                                Objects.requireNonNullElse(
                                        refused.getMessage(), "the API gave no reason"));
            };
        }
    }
}
