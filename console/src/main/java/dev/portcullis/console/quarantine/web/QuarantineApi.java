package dev.portcullis.console.quarantine.web;

import dev.portcullis.console.access.CurrentUser;
import dev.portcullis.console.api.BadRequestException;
import dev.portcullis.console.quarantine.PlanResult;
import dev.portcullis.console.quarantine.Quarantine;
import dev.portcullis.console.quarantine.QuarantinePlan;
import dev.portcullis.console.quarantine.QuarantineRequest;
import dev.portcullis.console.quarantine.QuarantineResult;
import dev.portcullis.console.quarantine.QuarantineSubject;
import dev.portcullis.console.quarantine.Quarantines;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Quarantine for programs. */
@RestController
@RequestMapping("/api/v1/quarantines")
@Tag(name = "quarantines")
class QuarantineApi {
    private final Quarantines quarantines;
    private final CurrentUser user;

    QuarantineApi(Quarantines quarantines, CurrentUser user) {
        this.quarantines = quarantines;
        this.user = user;
    }

    /** Those that hold now, the newest first. */
    record QuarantineList(List<Item> items, @Nullable String problem) {}

    /**
     * One quarantine.
     *
     * @param denied policy verdicts by it since this console saw it
     * @param proven when the first of them was seen
     */
    record Item(
            String namespace,
            String policy,
            String workload,
            Map<String, String> labels,
            String by,
            String reason,
            Instant since,
            @Nullable Instant releaseAt,
            @Nullable Long incident,
            long denied,
            @Nullable Instant proven,
            String problem) {
        static Item of(Quarantine quarantine) {
            return new Item(
                    quarantine.policy().namespace(),
                    quarantine.policy().name(),
                    quarantine.workload(),
                    quarantine.labels(),
                    quarantine.by(),
                    quarantine.reason(),
                    quarantine.since(),
                    quarantine.releaseAt().orElse(null),
                    quarantine.incident().isPresent() ? quarantine.incident().getAsLong() : null,
                    quarantine.denied(),
                    quarantine.proven().orElse(null),
                    quarantine.problem());
        }
    }

    /** The policy that would be made, and whom it would hit. */
    record Plan(
            String namespace,
            String policy,
            Map<String, String> labels,
            String yaml,
            String kubectl,
            List<String> workloads,
            List<String> guarded,
            List<String> warnings) {
        static Plan of(QuarantinePlan plan) {
            return new Plan(
                    plan.policy().namespace(),
                    plan.policy().name(),
                    plan.labels(),
                    plan.yaml(),
                    plan.kubectl(),
                    plan.workloads(),
                    plan.guarded(),
                    plan.warnings());
        }
    }

    /**
     * Whom to cut off.
     *
     * @param workload {@code namespace/name}
     * @param pod one of its pods; then only pods with its labels
     * @param seconds until release, 10 to 86400
     * @param confirmGuarded whether it may hit a guarded workload
     */
    record BeginBody(
            @Nullable String workload,
            @Nullable String pod,
            @Nullable String reason,
            @Nullable Integer seconds,
            @Nullable Boolean confirmGuarded,
            @Nullable Long incident) {}

    @GetMapping
    @Operation(summary = "List the quarantines that hold now")
    QuarantineList list() {
        return new QuarantineList(
                quarantines.active().stream().map(Item::of).toList(),
                quarantines.problem().orElse(null));
    }

    @GetMapping("/plan")
    @Operation(summary = "Show the policy a quarantine would make, and whom it would hit")
    ResponseEntity<Object> plan(
            @RequestParam String workload, @RequestParam(defaultValue = "") String pod) {
        return switch (quarantines.plan(subject(workload, pod))) {
            case PlanResult.Planned(var plan) -> ResponseEntity.ok(Plan.of(plan));
            case PlanResult.Refused(var why) ->
                    problem(HttpStatus.UNPROCESSABLE_CONTENT, "It cannot be quarantined", why);
        };
    }

    @PostMapping
    @Operation(summary = "Cut pods off for a time")
    ResponseEntity<Object> begin(@RequestBody BeginBody body) {
        QuarantineRequest request;
        try {
            request =
                    new QuarantineRequest(
                            subject(
                                    Objects.requireNonNullElse(body.workload(), ""),
                                    Objects.requireNonNullElse(body.pod(), "")),
                            Objects.requireNonNullElse(body.reason(), ""),
                            Duration.ofSeconds(Objects.requireNonNullElse(body.seconds(), 900)),
                            Boolean.TRUE.equals(body.confirmGuarded()),
                            body.incident() == null
                                    ? OptionalLong.empty()
                                    : OptionalLong.of(body.incident()),
                            user.require());
        } catch (IllegalArgumentException e) {
            throw new BadRequestException(
                    "reason, seconds, incident", String.valueOf(e.getMessage()));
        }
        return answer(quarantines.begin(request), HttpStatus.CREATED);
    }

    @DeleteMapping("/{namespace}/{policy}")
    @Operation(summary = "Let pods go before their time")
    ResponseEntity<Object> release(
            @PathVariable String namespace,
            @PathVariable String policy,
            @RequestParam(defaultValue = "") String reason) {
        return answer(
                quarantines.release(namespace, policy, reason, user.require()), HttpStatus.OK);
    }

    private static QuarantineSubject subject(String workload, String pod) {
        return QuarantineSubject.parse(workload, pod)
                .orElseThrow(
                        () ->
                                new BadRequestException(
                                        "workload", "workload is written namespace/name"));
    }

    private static ResponseEntity<Object> answer(QuarantineResult result, HttpStatus good) {
        return switch (result) {
            case QuarantineResult.Done done -> ResponseEntity.status(good).body(done);
            case QuarantineResult.Refused(var why, var sentence) ->
                    problem(
                            switch (why) {
                                case FORBIDDEN, GUARDED -> HttpStatus.UNPROCESSABLE_CONTENT;
                                case MISSING -> HttpStatus.NOT_FOUND;
                                case CONFLICT -> HttpStatus.CONFLICT;
                                case UNRECORDED -> HttpStatus.SERVICE_UNAVAILABLE;
                                case CLUSTER -> HttpStatus.BAD_GATEWAY;
                            },
                            "It was not done",
                            sentence);
        };
    }

    private static ResponseEntity<Object> problem(HttpStatus status, String title, String detail) {
        var problem = ProblemDetail.forStatusAndDetail(status, detail);
        problem.setTitle(title);
        return ResponseEntity.status(status)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(problem);
    }
}
