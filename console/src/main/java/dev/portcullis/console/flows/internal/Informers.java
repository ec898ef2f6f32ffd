package dev.portcullis.console.flows.internal;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.dsl.Informable;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.util.List;

/** Keeps copies of Kubernetes objects up to date, for as long as the console runs and whether or not the API is there. */
final class Informers {
    private Informers() {}

    /** Objects of one kind. */
    record Followed<T extends HasMetadata>(SharedIndexInformer<T> informer)
            implements AutoCloseable {
        List<T> list() {
            return informer.getStore().list();
        }

        /** Whether all that were there at the start have been read. */
        boolean synced() {
            return informer.hasSynced();
        }

        @Override
        public void close() {
            informer.stop();
        }
    }

    /** Follows these objects; does not wait for the first answer. */
    static <T extends HasMetadata> Followed<T> follow(Informable<T> objects, Runnable changed) {
        var informer = objects.runnableInformer(0);
        // An API that is away comes back: try again, forever. The pulse tells people meanwhile.
        informer.exceptionHandler((started, failure) -> true);
        informer.addEventHandler(
                new ResourceEventHandler<T>() {
                    @Override
                    public void onAdd(T added) {
                        changed.run();
                    }

                    @Override
                    public void onUpdate(T before, T after) {
                        changed.run();
                    }

                    @Override
                    public void onDelete(T gone, boolean finalStateUnknown) {
                        changed.run();
                    }
                });
        var unused = informer.start();
        return new Followed<>(informer);
    }
}
