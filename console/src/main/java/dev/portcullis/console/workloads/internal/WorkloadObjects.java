package dev.portcullis.console.workloads.internal;

import dev.portcullis.console.cluster.ReadProblem;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The objects that the page of workloads is made from. Followed from the first question on, not from the start. */
final class WorkloadObjects implements AutoCloseable {
    private final KubernetesClient client;
    private Optional<Watched> watched = Optional.empty();
    private boolean closed;

    WorkloadObjects(KubernetesClient client) {
        this.client = client;
    }

    private record Watched(
            Followed<Deployment> deployments,
            Followed<StatefulSet> statefulSets,
            Followed<DaemonSet> daemonSets,
            Followed<Pod> pods) {
        List<Followed<? extends HasMetadata>> all() {
            return List.of(pods, deployments, statefulSets, daemonSets);
        }
    }

    List<Deployment> deployments() {
        return watched().deployments().list();
    }

    List<StatefulSet> statefulSets() {
        return watched().statefulSets().list();
    }

    List<DaemonSet> daemonSets() {
        return watched().daemonSets().list();
    }

    List<Pod> pods() {
        return watched().pods().list();
    }

    Optional<ReadProblem> problem() {
        // Want of a right is told before want of time
        List<ReadProblem> problems =
                watched().all().stream().flatMap(followed -> followed.problem().stream()).toList();
        return Stream.concat(
                        problems.stream().filter(problem -> !problem.isReading()),
                        problems.stream())
                .findFirst();
    }

    @Override
    public synchronized void close() {
        closed = true;
        watched.ifPresent(all -> all.all().forEach(Followed::close));
    }

    private synchronized Watched watched() {
        if (watched.isEmpty()) {
            if (closed) {
                throw new IllegalStateException("The console is being stopped");
            }
            var apps = client.apps();
            watched =
                    Optional.of(
                            new Watched(
                                    new Followed<>(
                                            "deployments", apps.deployments().inAnyNamespace()),
                                    new Followed<>(
                                            "stateful sets", apps.statefulSets().inAnyNamespace()),
                                    new Followed<>(
                                            "daemon sets", apps.daemonSets().inAnyNamespace()),
                                    new Followed<>("pods", client.pods().inAnyNamespace())));
        }
        return watched.get();
    }
}
