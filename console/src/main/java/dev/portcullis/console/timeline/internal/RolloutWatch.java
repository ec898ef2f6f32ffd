package dev.portcullis.console.timeline.internal;

import dev.portcullis.console.timeline.TimelineEvent;
import dev.portcullis.console.timeline.TimelineKind;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Informable;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Follows Deployments and StatefulSets: a new generation is a rollout, and all pods ready is its end. */
final class RolloutWatch implements AutoCloseable {
    private final Clock clock;
    private final Consumer<TimelineEvent> sink;
    private final List<SharedIndexInformer<?>> informers = new ArrayList<>();

    /** What of a workload matters here. */
    record Standing(long generation, int wanted, int ready, boolean settled) {
        boolean isReady() {
            return settled && ready == wanted;
        }
    }

    RolloutWatch(KubernetesClient client, Clock clock, Consumer<TimelineEvent> sink) {
        this.clock = clock;
        this.sink = sink;
        follow(client.apps().deployments().inAnyNamespace(), RolloutWatch::standing);
        follow(client.apps().statefulSets().inAnyNamespace(), RolloutWatch::standing);
    }

    private <T extends HasMetadata> void follow(
            Informable<T> objects, Function<T, Standing> standing) {
        var informer = objects.runnableInformer(0);
        informer.exceptionHandler((_, _) -> true);
        informer.addEventHandler(
                new ResourceEventHandler<T>() {
                    @Override
                    public void onAdd(T added) {
                        // What was there before the console is no rollout.
                    }

                    @Override
                    public void onUpdate(T before, T after) {
                        changed(after, standing.apply(before), standing.apply(after));
                    }

                    @Override
                    public void onDelete(T gone, boolean finalStateUnknown) {
                        tell(gone, "deleted", "");
                    }
                });
        informers.add(informer);
        var unused = informer.start();
    }

    private void changed(HasMetadata workload, Standing before, Standing after) {
        if (after.generation() != before.generation()) {
            tell(
                    workload,
                    before.wanted() == after.wanted() ? "is rolled out" : "is scaled",
                    before.wanted() == after.wanted()
                            ? "generation %d".formatted(after.generation())
                            : "from %d to %d pods".formatted(before.wanted(), after.wanted()));
        }
        if (after.isReady() && !before.isReady()) {
            tell(workload, "is ready", "%d of %d pods".formatted(after.ready(), after.wanted()));
        } else if (before.isReady() && after.settled() && after.ready() < before.ready()) {
            tell(
                    workload,
                    "lost pods",
                    "%d of %d are ready".formatted(after.ready(), after.wanted()));
        }
    }

    private void tell(HasMetadata workload, String what, String detail) {
        var name = workload.getMetadata().getNamespace() + "/" + workload.getMetadata().getName();
        sink.accept(
                new TimelineEvent(
                        clock.instant(),
                        TimelineKind.ROLLOUT,
                        "",
                        "%s %s".formatted(name, what),
                        detail,
                        "workloads"));
    }

    private static Standing standing(Deployment deployment) {
        var status = deployment.getStatus();
        return standing(
                deployment.getMetadata().getGeneration(),
                status == null ? null : status.getObservedGeneration(),
                deployment.getSpec().getReplicas(),
                status == null ? null : status.getReadyReplicas());
    }

    private static Standing standing(StatefulSet set) {
        var status = set.getStatus();
        return standing(
                set.getMetadata().getGeneration(),
                status == null ? null : status.getObservedGeneration(),
                set.getSpec().getReplicas(),
                status == null ? null : status.getReadyReplicas());
    }

    private static Standing standing(
            @Nullable Long generation,
            @Nullable Long observed,
            @Nullable Integer wanted,
            @Nullable Integer ready) {
        long now = Objects.requireNonNullElse(generation, 0L);
        return new Standing(
                now,
                Objects.requireNonNullElse(wanted, 1),
                Objects.requireNonNullElse(ready, 0),
                Objects.requireNonNullElse(observed, now) == now);
    }

    @Override
    public void close() {
        informers.forEach(SharedIndexInformer::close);
    }
}
