package dev.portcullis.console.drills.internal;

import dev.portcullis.console.drills.DrillId;
import dev.portcullis.console.drills.DrillRequest;
import dev.portcullis.console.flows.DrillLabel;
import io.fabric8.kubernetes.api.model.ContainerState;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.DeletionPropagation;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.LogWatch;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Attackers as Jobs of a Kubernetes cluster. */
final class Fabric8AttackJobs implements AttackJobs {
    private final KubernetesClient client;
    private final DrillSettings settings;
    private final List<String> namespaces;
    private final Map<DrillId, LogWatch> followed = new ConcurrentHashMap<>();

    Fabric8AttackJobs(KubernetesClient client, DrillSettings settings) {
        this.client = client;
        this.settings = settings;
        this.namespaces = AttackRoute.namespaces(settings);
    }

    @Override
    public Started start(DrillId id, DrillRequest request, String by) {
        var image = settings.attackerImage();
        if (image.isEmpty()) {
            return new Started.Refused("No attacker image is set; set PORTCULLIS_DRILL_IMAGE.");
        }
        try {
            client.resource(AttackJob.of(settings, image.get(), id, request, by)).create();
            return new Started.Accepted();
        } catch (KubernetesClientException e) {
            if (e.getCode() >= 400 && e.getCode() < 500) {
                return new Started.Refused(
                        "The cluster refused the attacker's Job (%d): %s"
                                .formatted(e.getCode(), message(e)));
            }
            throw silent(e);
        }
    }

    @Override
    public State state(DrillId id) {
        return asking(
                () -> {
                    var pod = pod(id);
                    if (pod.isPresent()) {
                        return state(pod.get());
                    }
                    return job(id) ? new State.Waiting("It has no pod yet") : new State.Absent();
                });
    }

    private boolean job(DrillId id) {
        return namespaces.stream()
                .anyMatch(
                        namespace ->
                                client.batch()
                                                .v1()
                                                .jobs()
                                                .inNamespace(namespace)
                                                .withName(id.jobName())
                                                .get()
                                        != null);
    }

    private Optional<Pod> pod(DrillId id) {
        return namespaces.stream()
                .flatMap(
                        namespace ->
                                client
                                        .pods()
                                        .inNamespace(namespace)
                                        .withLabel(DrillLabel.KEY, id.text())
                                        .list()
                                        .getItems()
                                        .stream())
                .findFirst();
    }

    private static State state(Pod pod) {
        var phase = pod.getStatus() == null ? "" : String.valueOf(pod.getStatus().getPhase());
        return switch (phase) {
            case "Running" -> new State.Running();
            case "Succeeded", "Failed" -> new State.Ended(ending(pod));
            default -> new State.Waiting(waiting(pod));
        };
    }

    private static String waiting(Pod pod) {
        return statuses(pod).stream()
                .map(ContainerStatus::getState)
                .filter(state -> state != null && state.getWaiting() != null)
                .map(state -> String.valueOf(state.getWaiting().getReason()))
                .findFirst()
                .orElse("Its pod is being started");
    }

    private static String ending(Pod pod) {
        return statuses(pod).stream()
                .map(ContainerStatus::getState)
                .filter(state -> state != null && state.getTerminated() != null)
                .map(ContainerState::getTerminated)
                .map(end -> "exit code %d %s".formatted(end.getExitCode(), end.getReason()))
                .findFirst()
                .orElseGet(() -> String.valueOf(pod.getStatus().getReason()));
    }

    private static List<ContainerStatus> statuses(Pod pod) {
        return pod.getStatus() == null || pod.getStatus().getContainerStatuses() == null
                ? List.of()
                : pod.getStatus().getContainerStatuses();
    }

    @Override
    public void follow(DrillId id, Consumer<String> line) {
        asking(
                () -> {
                    var pod = pod(id);
                    if (pod.isPresent()) {
                        follow(id, pod.get(), line);
                    }
                    return id;
                });
    }

    private void follow(DrillId id, Pod pod, Consumer<String> line) {
        try (var log =
                client.pods()
                        .inNamespace(pod.getMetadata().getNamespace())
                        .withName(pod.getMetadata().getName())
                        .watchLog()) {
            followed.put(id, log);
            Lines.read(log.getOutput(), line);
        } catch (IOException e) {
            throw new ClusterSilentException("The attacker's log ended: " + e.getMessage(), e);
        } finally {
            followed.remove(id);
        }
    }

    @Override
    public void stopFollowing(DrillId id) {
        var log = followed.get(id);
        if (log != null) {
            log.close();
        }
    }

    @Override
    public void delete(DrillId id) {
        asking(
                () -> {
                    for (var namespace : namespaces) {
                        client.batch()
                                .v1()
                                .jobs()
                                .inNamespace(namespace)
                                .withName(id.jobName())
                                .withPropagationPolicy(DeletionPropagation.BACKGROUND)
                                .delete();
                    }
                    return id;
                });
    }

    @Override
    public Set<DrillId> leftOver() {
        return asking(
                () -> {
                    var ids = new HashSet<DrillId>();
                    for (var namespace : namespaces) {
                        client.batch()
                                .v1()
                                .jobs()
                                .inNamespace(namespace)
                                .withLabel(AttackJob.MANAGED_BY, AttackJob.CONSOLE)
                                .list()
                                .getItems()
                                .forEach(job -> drill(job).ifPresent(ids::add));
                        client.pods()
                                .inNamespace(namespace)
                                .withLabel(AttackJob.MANAGED_BY, AttackJob.CONSOLE)
                                .list()
                                .getItems()
                                .forEach(pod -> drill(pod).ifPresent(ids::add));
                    }
                    return ids;
                });
    }

    private static Optional<DrillId> drill(HasMetadata object) {
        return Optional.ofNullable(object.getMetadata().getLabels())
                .map(labels -> labels.get(DrillLabel.KEY))
                .flatMap(DrillId::parse);
    }

    private static <T> T asking(Supplier<T> question) {
        try {
            return question.get();
        } catch (KubernetesClientException e) {
            throw silent(e);
        }
    }

    private static ClusterSilentException silent(KubernetesClientException e) {
        return new ClusterSilentException(
                e.getCode() == 403
                        ? "The console has no permission for this in a namespace of the drills (403)"
                        : "The Kubernetes API did not answer: " + message(e),
                e);
    }

    private static String message(KubernetesClientException e) {
        var status = e.getStatus();
        var message = status == null ? null : status.getMessage();
        return message == null ? String.valueOf(e.getMessage()) : message;
    }
}
