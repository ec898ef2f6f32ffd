package dev.portcullis.console.workloads.web;

import dev.portcullis.console.workloads.ClusterWorkload;
import dev.portcullis.console.workloads.ClusterWorkloads;
import dev.portcullis.console.workloads.PodLogs;
import dev.portcullis.console.workloads.WorkloadPod;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The newest lines of a workload's pods. Only of pods it has now: no other name reaches the cluster. */
@RestController
@Tag(name = "workloads")
class WorkloadLogsApi {
    private final ClusterWorkloads workloads;
    private final PodLogs logs;

    WorkloadLogsApi(ClusterWorkloads workloads, PodLogs logs) {
        this.workloads = workloads;
        this.logs = logs;
    }

    /**
     * The end of a log.
     *
     * @param lines the oldest first; a very long one is cut
     * @param kubectl the command that follows the same log
     */
    record LogTail(String pod, String container, List<String> lines, String kubectl) {}

    @GetMapping("/api/v1/workloads/{kind}/{namespace}/{name}/logs")
    @Operation(
            summary = "Read the newest lines of one pod; its first pod and container if left out")
    ResponseEntity<?> tail(
            @PathVariable String kind,
            @PathVariable String namespace,
            @PathVariable String name,
            @RequestParam(defaultValue = "") String pod,
            @RequestParam(defaultValue = "") String container,
            @RequestParam(defaultValue = "200") int tail) {
        var id = WorkloadAddress.id(kind, namespace, name);
        var workload = workloads.find(id);
        if (workload.isEmpty()) {
            return WorkloadProblems.missing(id);
        }
        var chosen = pod(workload.get(), pod);
        if (chosen.isEmpty()) {
            return WorkloadProblems.of(
                    HttpStatus.NOT_FOUND,
                    "No such pod",
                    "%s has no such pod now.".formatted(id.display()));
        }
        var from = container(chosen.get(), container);
        if (from.isEmpty()) {
            return WorkloadProblems.of(
                    HttpStatus.NOT_FOUND,
                    "No such container",
                    "%s has these containers: %s."
                            .formatted(
                                    chosen.get().name(),
                                    String.join(", ", chosen.get().containers())));
        }
        var query = new PodLogs.Query(id.namespace(), chosen.get().name(), from.get(), tail);
        return switch (logs.read(query)) {
            case PodLogs.Result.Lines(var lines) ->
                    ResponseEntity.ok(
                            new LogTail(query.pod(), query.container(), lines, query.kubectl()));
            case PodLogs.Result.Refused(boolean permission, var sentence) ->
                    permission
                            ? WorkloadProblems.of(HttpStatus.FORBIDDEN, "No permission", sentence)
                            : WorkloadProblems.of(
                                    HttpStatus.BAD_GATEWAY, "The log cannot be read", sentence);
        };
    }

    private static Optional<WorkloadPod> pod(ClusterWorkload workload, String name) {
        return workload.pods().stream()
                .filter(pod -> name.isEmpty() || pod.name().equals(name))
                .findFirst();
    }

    private static Optional<String> container(WorkloadPod pod, String name) {
        return pod.containers().stream()
                .filter(container -> name.isEmpty() || container.equals(name))
                .findFirst();
    }
}
