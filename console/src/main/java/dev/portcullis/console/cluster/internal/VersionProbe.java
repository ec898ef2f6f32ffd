package dev.portcullis.console.cluster.internal;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Asks the API for its version, and answers why it did not tell, or nothing if it did. What fails without an answer is
 * tried once more: a server may close an idle connection in the very moment it is used again (RFC 9112, 9.5), which
 * says nothing about the server.
 */
final class VersionProbe implements Supplier<Optional<String>> {
    private final KubernetesClient client;

    VersionProbe(KubernetesClient client) {
        this.client = client;
    }

    @Override
    public Optional<String> get() {
        try {
            ask();
            return Optional.empty();
        } catch (KubernetesClientException e) {
            return Optional.of(words(e));
        }
    }

    private void ask() {
        try {
            client.getKubernetesVersion();
        } catch (KubernetesClientException e) {
            if (isAnswer(e)) {
                throw e;
            }
            client.getKubernetesVersion();
        }
    }

    private static boolean isAnswer(KubernetesClientException e) {
        return e.getCode() > 0;
    }

    private String words(KubernetesClientException e) {
        var address = client.getConfiguration().getMasterUrl();
        if (!isAnswer(e)) {
            var root = (Throwable) e;
            while (root.getCause() != null) {
                root = root.getCause();
            }
            return "%s cannot be reached: %s"
                    .formatted(
                            address,
                            Objects.requireNonNullElse(
                                    root.getMessage(), root.getClass().getSimpleName()));
        }
        return switch (e.getCode()) {
            case 401 -> "%s refused the console's credentials (401)".formatted(address);
            case 403 -> "%s forbids the console to ask (403)".formatted(address);
            default -> "%s answered %d".formatted(address, e.getCode());
        };
    }
}
