package dev.portcullis.console.policies.internal;

import dev.portcullis.console.cluster.ReadProblem;
import dev.portcullis.console.policies.ParkedPolicy;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps the mirror up to date by watching the cluster. */
final class PolicyInformers implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PolicyInformers.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final KubernetesClient client;
    private final PolicyMirror mirror;
    private final EnforcementWatch watch;
    private final String home;
    private final List<String> namespaces;
    private final List<SharedIndexInformer<?>> informers = new CopyOnWriteArrayList<>();
    private volatile boolean closed;
    private volatile boolean started;
    private volatile Optional<ReadProblem> trouble = Optional.empty();

    /**
     * @param home the console's namespace
     * @param namespaces where parked policies are looked for if not everywhere
     */
    PolicyInformers(
            KubernetesClient client,
            PolicyMirror mirror,
            EnforcementWatch watch,
            String home,
            List<String> namespaces) {
        this.client = client;
        this.mirror = mirror;
        this.watch = watch;
        this.home = home;
        this.namespaces = namespaces;
    }

    /** Begins to watch as soon as the cluster answers. */
    void start() {
        Thread.ofVirtual().name("policy-informers").start(this::startWhenAnswered);
    }

    /** Why the mirror may be incomplete. */
    Optional<ReadProblem> problem() {
        if (trouble.isPresent()) {
            return trouble;
        }
        return started && informers.stream().allMatch(SharedIndexInformer::hasSynced)
                ? Optional.empty()
                : Optional.of(
                        new ReadProblem(
                                ReadProblem.Kind.READING,
                                "The policies have not been read from the cluster yet."));
    }

    @Override
    public void close() {
        closed = true;
        informers.forEach(SharedIndexInformer::close);
    }

    private void startWhenAnswered() {
        while (!closed) {
            try {
                var everywhere = maySeeAllParked();
                watchPolicies();
                if (everywhere) {
                    watchParked(Optional.empty());
                } else {
                    namespaces.forEach(namespace -> watchParked(Optional.of(namespace)));
                }
                started = true;
                trouble = Optional.empty();
                return;
            } catch (KubernetesClientException e) {
                if (e.getCode() == 403) {
                    trouble =
                            Optional.of(
                                    new ReadProblem(
                                            ReadProblem.Kind.FORBIDDEN,
                                            "The cluster does not let the console read policies."));
                }
                LOG.debug("Policies cannot be watched yet", e);
            }
            try {
                Thread.sleep(PAUSE);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    /** Asks once, so that a console with rights in a few namespaces only does not ask for all for ever. */
    private boolean maySeeAllParked() {
        try {
            var _ =
                    client.configMaps()
                            .inAnyNamespace()
                            .withLabel(ParkingPlace.LABEL, "true")
                            .list();
            return true;
        } catch (KubernetesClientException e) {
            if (e.getCode() != 403) {
                throw e;
            }
            LOG.info("Parked policies are looked for in {} only", namespaces);
            return false;
        }
    }

    private void watchPolicies() {
        for (var context : List.of(Fabric8PolicyCluster.CNP, Fabric8PolicyCluster.CCNP)) {
            follow(
                    client.genericKubernetesResources(context).inAnyNamespace().runnableInformer(0),
                    (GenericKubernetesResource resource) -> Fabric8PolicyCluster.read(resource),
                    this::seen,
                    policy -> mirror.gone(policy));
        }
    }

    private void seen(LivePolicy policy) {
        watch.mirrored(policy);
        mirror.seen(policy);
    }

    private void watchParked(Optional<String> namespace) {
        var maps =
                namespace.isPresent()
                        ? client.configMaps()
                                .inNamespace(namespace.get())
                                .withLabel(ParkingPlace.LABEL, "true")
                                .runnableInformer(0)
                        : client.configMaps()
                                .inAnyNamespace()
                                .withLabel(ParkingPlace.LABEL, "true")
                                .runnableInformer(0);
        follow(
                maps,
                (ConfigMap map) -> ParkedMaps.read(map, home),
                (ParkedPolicy policy) -> mirror.seen(policy),
                policy -> mirror.gone(policy));
    }

    private <K extends HasMetadata, T> void follow(
            SharedIndexInformer<K> informer,
            Function<K, Optional<T>> read,
            Consumer<T> seen,
            Consumer<T> gone) {
        informer.addEventHandler(
                new ResourceEventHandler<K>() {
                    @Override
                    public void onAdd(K resource) {
                        read.apply(resource).ifPresent(seen);
                    }

                    @Override
                    public void onUpdate(K before, K after) {
                        read.apply(after)
                                .ifPresentOrElse(seen, () -> read.apply(before).ifPresent(gone));
                    }

                    @Override
                    public void onDelete(K resource, boolean stateUnknown) {
                        read.apply(resource).ifPresent(gone);
                    }
                });
        // Whatever happens to the connection, keep trying: the pulse says on screen that it is
        // away.
        informer.exceptionHandler((_, _) -> !closed);
        informers.add(informer);
        var unused = informer.start();
    }
}
