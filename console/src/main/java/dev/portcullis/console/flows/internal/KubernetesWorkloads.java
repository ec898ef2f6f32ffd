package dev.portcullis.console.flows.internal;

import dev.portcullis.console.cluster.ClusterPulse;
import dev.portcullis.console.flows.Workload;
import dev.portcullis.console.flows.Workloads;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/** Follows pods and what owns them through informers, and groups them when somebody asks. */
final class KubernetesWorkloads implements Workloads, AutoCloseable {
    private final ClusterPulse pulse;
    private final AtomicLong version = new AtomicLong();
    private final Informers.Followed<Pod> pods;
    private final Informers.Followed<Namespace> namespaces;
    private final List<Informers.Followed<? extends HasMetadata>> owners;
    private volatile long groupedVersion = -1;
    private volatile WorkloadGroups groups = WorkloadGroups.NONE;

    KubernetesWorkloads(KubernetesClient client, ClusterPulse pulse) {
        this.pulse = pulse;
        Runnable changed = version::incrementAndGet;
        pods = Informers.follow(client.pods().inAnyNamespace(), changed);
        namespaces = Informers.follow(client.namespaces(), changed);
        owners =
                List.of(
                        Informers.<Deployment>follow(
                                client.apps().deployments().inAnyNamespace(), changed),
                        Informers.<StatefulSet>follow(
                                client.apps().statefulSets().inAnyNamespace(), changed),
                        Informers.<DaemonSet>follow(
                                client.apps().daemonSets().inAnyNamespace(), changed));
    }

    @Override
    public Collection<Workload> all() {
        return grouped().workloads();
    }

    @Override
    public Optional<Workload> find(String namespace, String name) {
        return grouped().find(namespace, name);
    }

    @Override
    public Optional<String> ownerOf(String namespace, String pod) {
        return groups.ownerOf(namespace, pod);
    }

    @Override
    public long version() {
        return version.get();
    }

    @Override
    public Optional<String> problem() {
        if (pulse.state() instanceof ClusterPulse.State.Silent(var _, var why)) {
            return Optional.of(why);
        }
        return pods.synced() ? Optional.empty() : Optional.of("The pods have not been read yet");
    }

    @Override
    public void close() {
        pods.close();
        namespaces.close();
        owners.forEach(Informers.Followed::close);
    }

    private synchronized WorkloadGroups grouped() {
        long wanted = version.get();
        if (wanted != groupedVersion) {
            var objects = new ArrayList<HasMetadata>();
            owners.forEach(followed -> objects.addAll(followed.list()));
            groups = WorkloadGroups.of(objects, pods.list(), namespaces.list());
            groupedVersion = wanted;
        }
        return groups;
    }
}
