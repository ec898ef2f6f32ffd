package dev.portcullis.console.timeline.internal;

import static java.util.Objects.requireNonNullElse;
import static java.util.Objects.requireNonNullElseGet;

import dev.portcullis.console.timeline.TimelineEvent;
import dev.portcullis.console.timeline.TimelineKind;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentStatus;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.apps.StatefulSetStatus;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Informable;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Follows Deployments and StatefulSets: another template is a rollout, another number of pods a scaling, and all pods of
 * the newest template ready is its end. What was complete when it was first seen is none.
 */
final class RolloutWatch implements AutoCloseable {
    private final Clock clock;
    private final Consumer<TimelineEvent> sink;
    private final List<SharedIndexInformer<?>> informers = new ArrayList<>();

    /** What of a workload matters here. */
    record Standing(
            long generation,
            @Nullable PodTemplateSpec template,
            int wanted,
            int ready,
            boolean settled,
            boolean updated) {
        /** Whether its controller has seen the newest wish, and brought it about. */
        boolean isComplete() {
            return settled && updated && ready >= wanted;
        }
    }

    /** What is to come of a workload. */
    private enum Awaited {
        NOTHING,
        READY,
        READY_AGAIN
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
                    private final Map<String, Awaited> awaited = new HashMap<>();

                    @Override
                    public synchronized void onAdd(T added) {
                        // What was there before the console is no rollout, unless its end is seen.
                        awaited.put(name(added), first(standing.apply(added)));
                    }

                    @Override
                    public synchronized void onUpdate(T before, T after) {
                        var was = standing.apply(before);
                        var known = awaited.getOrDefault(name(after), first(was));
                        awaited.put(name(after), changed(after, known, was, standing.apply(after)));
                    }

                    @Override
                    public synchronized void onDelete(T gone, boolean finalStateUnknown) {
                        awaited.remove(name(gone));
                        tell(gone, "deleted", "");
                    }
                });
        informers.add(informer);
        var unused = informer.start();
    }

    private static Awaited first(Standing standing) {
        return standing.isComplete() ? Awaited.NOTHING : Awaited.READY;
    }

    private Awaited changed(HasMetadata workload, Awaited known, Standing before, Standing after) {
        var awaited = known;
        if (!Objects.equals(after.template(), before.template())) {
            tell(workload, "is rolled out", "generation %d".formatted(after.generation()));
            awaited = Awaited.READY;
        }
        if (after.wanted() != before.wanted()) {
            tell(
                    workload,
                    "is scaled",
                    "from %d to %d pods".formatted(before.wanted(), after.wanted()));
            awaited = Awaited.READY;
        }
        if (awaited != Awaited.NOTHING && after.isComplete()) {
            if (after.wanted() > 0) {
                tell(
                        workload,
                        awaited == Awaited.READY ? "is ready" : "is ready again",
                        "%d of %d pods".formatted(after.ready(), after.wanted()));
            }
            return Awaited.NOTHING;
        }
        if (awaited == Awaited.NOTHING && after.settled() && after.ready() < after.wanted()) {
            tell(
                    workload,
                    "lost pods",
                    "%d of %d are ready".formatted(after.ready(), after.wanted()));
            return Awaited.READY_AGAIN;
        }
        return awaited;
    }

    private static String name(HasMetadata workload) {
        return workload.getMetadata().getNamespace() + "/" + workload.getMetadata().getName();
    }

    private void tell(HasMetadata workload, String what, String detail) {
        sink.accept(
                new TimelineEvent(
                        clock.instant(),
                        TimelineKind.ROLLOUT,
                        "",
                        "%s %s".formatted(name(workload), what),
                        detail,
                        "workloads"));
    }

    private static Standing standing(Deployment deployment) {
        var status = requireNonNullElseGet(deployment.getStatus(), DeploymentStatus::new);
        int wanted = requireNonNullElse(deployment.getSpec().getReplicas(), 1);
        int updated = requireNonNullElse(status.getUpdatedReplicas(), 0);
        return new Standing(
                generation(deployment),
                deployment.getSpec().getTemplate(),
                wanted,
                requireNonNullElse(status.getReadyReplicas(), 0),
                isSettled(deployment, status.getObservedGeneration()),
                updated >= wanted && requireNonNullElse(status.getReplicas(), 0) <= updated);
    }

    private static Standing standing(StatefulSet set) {
        var status = requireNonNullElseGet(set.getStatus(), StatefulSetStatus::new);
        int wanted = requireNonNullElse(set.getSpec().getReplicas(), 1);
        return new Standing(
                generation(set),
                set.getSpec().getTemplate(),
                wanted,
                requireNonNullElse(status.getReadyReplicas(), 0),
                isSettled(set, status.getObservedGeneration()),
                Objects.equals(status.getUpdateRevision(), status.getCurrentRevision())
                        || requireNonNullElse(status.getUpdatedReplicas(), 0) >= wanted);
    }

    private static long generation(HasMetadata workload) {
        return requireNonNullElse(workload.getMetadata().getGeneration(), 0L);
    }

    private static boolean isSettled(HasMetadata workload, @Nullable Long observed) {
        return observed != null && observed >= generation(workload);
    }

    @Override
    public void close() {
        informers.forEach(SharedIndexInformer::close);
    }
}
