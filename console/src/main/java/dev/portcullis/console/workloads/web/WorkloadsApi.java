package dev.portcullis.console.workloads.web;

import dev.portcullis.console.access.CurrentUser;
import dev.portcullis.console.api.BadRequestException;
import dev.portcullis.console.cluster.ReadProblem;
import dev.portcullis.console.workloads.ChangeRequest;
import dev.portcullis.console.workloads.ChangeResult;
import dev.portcullis.console.workloads.ClusterWorkloads;
import dev.portcullis.console.workloads.WorkloadChange;
import dev.portcullis.console.workloads.WorkloadId;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Workloads for programs: see them, scale and restart them. */
@RestController
@RequestMapping("/api/v1/workloads")
@Tag(name = "workloads")
class WorkloadsApi {
    private final ClusterWorkloads workloads;
    private final CurrentUser users;

    WorkloadsApi(ClusterWorkloads workloads, CurrentUser users) {
        this.workloads = workloads;
        this.users = users;
    }

    /**
     * All workloads.
     *
     * @param problem why the list may be old, incomplete or empty; null if it is sound
     */
    record WorkloadList(List<WorkloadJson.Item> items, @Nullable String problem) {}

    /**
     * How many pods there shall be.
     *
     * @param replicas from 0 to {@link WorkloadChange#MOST_REPLICAS}
     * @param from what the caller saw; if it is another number by now, nothing is changed. What is
     *     there now, if left out
     * @param reason why; 1 to 500 characters, goes to the audit log
     */
    record WantedScale(
            @Nullable Integer replicas, @Nullable Integer from, @Nullable String reason) {}

    /** Why new pods are wanted; 1 to 500 characters, goes to the audit log. */
    record RestartOrder(@Nullable String reason) {}

    /** A change the cluster took, and the command that does the same by hand. */
    record TakenChange(String sentence, String kubectl) {}

    @GetMapping
    @Operation(summary = "List the workloads, what isolates them and how far their rollouts are")
    WorkloadList list(@RequestParam(defaultValue = "") String namespace) {
        return new WorkloadList(
                workloads.list().stream()
                        .filter(
                                workload ->
                                        namespace.isEmpty()
                                                || workload.id().namespace().equals(namespace))
                        .map(WorkloadJson.Item::of)
                        .toList(),
                workloads.problem().map(ReadProblem::sentence).orElse(null));
    }

    @GetMapping("/{kind}/{namespace}/{name}")
    @Operation(summary = "Read one workload with its pods and what may be done with it")
    ResponseEntity<?> find(
            @PathVariable String kind, @PathVariable String namespace, @PathVariable String name) {
        var id = WorkloadAddress.id(kind, namespace, name);
        return workloads
                .find(id)
                .<ResponseEntity<?>>map(
                        workload ->
                                ResponseEntity.ok(
                                        WorkloadJson.Whole.of(workload, workloads.rights(id))))
                .orElseGet(() -> WorkloadProblems.missing(id));
    }

    @PutMapping("/{kind}/{namespace}/{name}/scale")
    @Operation(summary = "Ask for another number of pods")
    ResponseEntity<?> scale(
            @PathVariable String kind,
            @PathVariable String namespace,
            @PathVariable String name,
            @RequestBody WantedScale wanted) {
        var id = WorkloadAddress.id(kind, namespace, name);
        var reason = reason(wanted.reason());
        var to = wanted.replicas();
        if (to == null || to < 0 || to > WorkloadChange.MOST_REPLICAS) {
            throw new BadRequestException(
                    "replicas",
                    "The field replicas must be a number from 0 to %d."
                            .formatted(WorkloadChange.MOST_REPLICAS));
        }
        var seen = workloads.find(id);
        if (seen.isEmpty()) {
            return WorkloadProblems.missing(id);
        }
        int from = wanted.from() == null ? seen.get().wanted() : wanted.from();
        return change(id, new WorkloadChange.Scale(from, to), reason);
    }

    @PostMapping("/{kind}/{namespace}/{name}/restart")
    @Operation(summary = "Replace the pods by new ones, in the manner of the workload's rollout")
    ResponseEntity<?> restart(
            @PathVariable String kind,
            @PathVariable String namespace,
            @PathVariable String name,
            @RequestBody RestartOrder order) {
        return change(
                WorkloadAddress.id(kind, namespace, name),
                new WorkloadChange.Restart(),
                reason(order.reason()));
    }

    private ResponseEntity<?> change(WorkloadId id, WorkloadChange change, String reason) {
        var request = new ChangeRequest(id, change, reason, users.require());
        return switch (workloads.change(request)) {
            case ChangeResult.Accepted(var sentence, var kubectl) ->
                    ResponseEntity.accepted().body(new TakenChange(sentence, kubectl));
            case ChangeResult.Refused refused -> WorkloadProblems.refused(refused);
        };
    }

    private static String reason(@Nullable String reason) {
        if (reason == null
                || reason.isBlank()
                || reason.strip().length() > ChangeRequest.REASON_LENGTH) {
            throw new BadRequestException(
                    "reason",
                    "The field reason must say why, in 1 to %d characters."
                            .formatted(ChangeRequest.REASON_LENGTH));
        }
        return reason;
    }
}
