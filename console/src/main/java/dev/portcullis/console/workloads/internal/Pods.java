package dev.portcullis.console.workloads.internal;

import static java.util.Objects.requireNonNullElse;

import dev.portcullis.console.workloads.WorkloadPod;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A pod in our words. */
final class Pods {
    private Pods() {}

    static WorkloadPod read(Pod pod) {
        var containers =
                requireNonNullElse(
                        pod.getStatus() == null ? null : pod.getStatus().getContainerStatuses(),
                        List.<ContainerStatus>of());
        return new WorkloadPod(
                pod.getMetadata().getName(),
                status(pod, containers),
                !containers.isEmpty()
                        && containers.stream().allMatch(one -> Boolean.TRUE.equals(one.getReady())),
                containers.stream()
                        .mapToInt(one -> requireNonNullElse(one.getRestartCount(), 0))
                        .sum(),
                pod.getStatus() == null
                        ? Optional.empty()
                        : instant(pod.getStatus().getStartTime()),
                requireNonNullElse(pod.getSpec().getNodeName(), ""),
                pod.getSpec().getContainers().stream().map(Container::getName).toList());
    }

    static Optional<Instant> instant(@Nullable String time) {
        try {
            return time == null ? Optional.empty() : Optional.of(Instant.parse(time));
        } catch (DateTimeException unreadable) {
            return Optional.empty();
        }
    }

    // In the order kubectl looks: what a container waits for says more than the phase
    private static String status(Pod pod, List<ContainerStatus> containers) {
        if (pod.getMetadata().getDeletionTimestamp() != null) {
            return "Terminating";
        }
        for (var container : containers) {
            var state = container.getState();
            if (state != null
                    && state.getWaiting() != null
                    && state.getWaiting().getReason() != null) {
                return state.getWaiting().getReason();
            }
            if (state != null
                    && state.getTerminated() != null
                    && state.getTerminated().getReason() != null) {
                return state.getTerminated().getReason();
            }
        }
        var phase = pod.getStatus() == null ? null : pod.getStatus().getPhase();
        return requireNonNullElse(phase, "Pending");
    }
}
