package dev.portcullis.console.workloads.internal;

import dev.portcullis.console.cluster.ReadProblem;
import dev.portcullis.console.cluster.ReadProblem.Kind;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.Informable;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.util.List;
import java.util.Optional;

/** Objects of one kind, kept up to date by a watch, and why they cannot be read if they cannot. */
final class Followed<T extends HasMetadata> implements AutoCloseable {
    private final String what;
    private final SharedIndexInformer<T> informer;
    private volatile boolean forbidden;

    /** @param what they are called in a sentence */
    Followed(String what, Informable<T> objects) {
        this.what = what;
        informer = objects.runnableInformer(0);
        // An API that is away comes back: try again, for ever. The pulse tells people meanwhile.
        informer.exceptionHandler(
                (_, failure) -> {
                    forbidden = isForbidden(failure);
                    return true;
                });
        var unused = informer.start();
    }

    List<T> list() {
        return informer.getStore().list();
    }

    Optional<ReadProblem> problem() {
        if (informer.hasSynced()) {
            return Optional.empty();
        }
        return Optional.of(
                forbidden
                        ? new ReadProblem(
                                Kind.FORBIDDEN,
                                "The cluster does not let the console read %s. Its role portcullis-view should grant it."
                                        .formatted(what))
                        : new ReadProblem(
                                Kind.READING, "The %s have not been read yet.".formatted(what)));
    }

    @Override
    public void close() {
        informer.stop();
    }

    private static boolean isForbidden(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof KubernetesClientException e && e.getCode() == 403) {
                return true;
            }
        }
        return false;
    }
}
