package dev.portcullis.console.policies.web;

import dev.portcullis.console.access.CurrentUser;
import dev.portcullis.console.api.BadRequestException;
import dev.portcullis.console.cluster.ReadProblem;
import dev.portcullis.console.policies.Policies;
import dev.portcullis.console.policies.ToggleRequest;
import dev.portcullis.console.policies.ToggleResult;
import dev.portcullis.console.questions.ChangePreview;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The gates as JSON: see them, move them. */
@RestController
@Tag(name = "policies")
class PoliciesApi {
    private static final Duration SHORTEST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofDays(7);

    private final Policies policies;
    private final CurrentUser users;

    PoliciesApi(Policies policies, CurrentUser users) {
        this.policies = policies;
        this.users = users;
    }

    /**
     * All policies.
     *
     * @param problem why the list may be old or incomplete; null if it is sound
     */
    record PolicyList(List<PolicyItem> items, @Nullable String problem) {}

    /**
     * Where a gate shall be.
     *
     * @param state {@code on} or {@code off}
     * @param reason why; 1 to 500 characters, goes to the audit log
     * @param restoreAfter with {@code off}: when it turns on again by itself, as ISO 8601 duration
     *     such as {@code PT15M}
     */
    record WantedState(
            @Nullable String state, @Nullable String reason, @Nullable String restoreAfter) {}

    /**
     * A gate after it was asked to move.
     *
     * @param changed false if it was there already
     * @param steps what was done
     * @param kubectl commands that do the same by hand
     */
    record MovedGate(
            String kind,
            String namespace,
            String name,
            String state,
            boolean changed,
            List<String> steps,
            String kubectl,
            PolicyItem policy) {
        static MovedGate of(PolicyItem item, boolean changed, List<String> steps, String kubectl) {
            return new MovedGate(
                    item.kind(),
                    item.namespace(),
                    item.name(),
                    item.state(),
                    changed,
                    steps,
                    kubectl,
                    item);
        }
    }

    @GetMapping("/api/v1/policies")
    @Operation(summary = "List the policies, on and off")
    PolicyList list() {
        return new PolicyList(
                policies.list().stream().map(PolicyItem::listed).toList(),
                policies.problem().map(ReadProblem::sentence).orElse(null));
    }

    @GetMapping("/api/v1/policies/{kind}/{namespace}/{name}")
    @Operation(summary = "Read one policy; a clusterwide one has the namespace -")
    ResponseEntity<?> find(
            @PathVariable String kind, @PathVariable String namespace, @PathVariable String name) {
        var id = PolicyAddress.id(kind, namespace, name);
        return policies.find(id)
                .<ResponseEntity<?>>map(entry -> ResponseEntity.ok(PolicyItem.of(entry)))
                .orElseGet(
                        () ->
                                problem(
                                        HttpStatus.NOT_FOUND,
                                        "No such policy",
                                        "There is no policy %s.".formatted(id.display())));
    }

    @GetMapping("/api/v1/policies/{kind}/{namespace}/{name}/preview")
    @Operation(
            summary = "What moving the gate would open and break",
            description = "Recorded traffic is replayed." + ReplayWindow.WORDS)
    ChangePreview preview(
            @PathVariable String kind,
            @PathVariable String namespace,
            @PathVariable String name,
            @RequestParam String state,
            @RequestParam(defaultValue = "now") String window,
            @RequestParam Optional<String> until) {
        return policies.preview(
                PolicyAddress.id(kind, namespace, name),
                isOn(state),
                ReplayWindow.read(window, until));
    }

    @PutMapping("/api/v1/policies/{kind}/{namespace}/{name}/state")
    @Operation(summary = "Move a gate: off parks the policy, on restores it")
    ResponseEntity<?> move(
            @PathVariable String kind,
            @PathVariable String namespace,
            @PathVariable String name,
            @RequestBody WantedState wanted) {
        var id = PolicyAddress.id(kind, namespace, name);
        var on = isOn(wanted.state());
        var request =
                new ToggleRequest(
                        id, on, reason(wanted.reason()), restoreAfter(wanted, on), users.require());
        return switch (policies.move(request)) {
            case ToggleResult.Moved moved ->
                    ResponseEntity.ok(
                            MovedGate.of(
                                    PolicyItem.of(moved.policy()),
                                    true,
                                    moved.steps(),
                                    moved.kubectl()));
            case ToggleResult.Unchanged unchanged ->
                    ResponseEntity.ok(
                            MovedGate.of(
                                    PolicyItem.of(unchanged.policy()),
                                    false,
                                    List.of(),
                                    policies.kubectl(id, on)));
            case ToggleResult.Refused refused -> refused(refused);
        };
    }

    private static ResponseEntity<ProblemDetail> refused(ToggleResult.Refused refused) {
        return switch (refused.why()) {
            case MISSING -> problem(HttpStatus.NOT_FOUND, "No such policy", refused.sentence());
            case CONFLICT ->
                    problem(HttpStatus.CONFLICT, "Somebody else changed it", refused.sentence());
            case FORBIDDEN ->
                    problem(HttpStatus.FORBIDDEN, "The cluster forbids it", refused.sentence());
            case INVALID ->
                    problem(
                            HttpStatus.UNPROCESSABLE_CONTENT,
                            "The cluster does not take it",
                            refused.sentence());
            case UNRECORDED ->
                    problem(
                            HttpStatus.SERVICE_UNAVAILABLE,
                            "The audit log cannot be written",
                            refused.sentence());
            case SILENT ->
                    problem(
                            HttpStatus.SERVICE_UNAVAILABLE,
                            "The cluster does not answer",
                            refused.sentence());
            case HALFWAY -> problem(HttpStatus.BAD_GATEWAY, "Stopped halfway", refused.sentence());
        };
    }

    private static ResponseEntity<ProblemDetail> problem(
            HttpStatus status, String title, String detail) {
        var problem = ProblemDetail.forStatusAndDetail(status, detail);
        problem.setTitle(title);
        return ResponseEntity.status(status).body(problem);
    }

    private static boolean isOn(@Nullable String state) {
        if ("on".equals(state)) {
            return true;
        }
        if ("off".equals(state)) {
            return false;
        }
        throw new BadRequestException("state", "The field state must be on or off.");
    }

    private static String reason(@Nullable String reason) {
        if (reason == null
                || reason.isBlank()
                || reason.strip().length() > ToggleRequest.REASON_LENGTH) {
            throw new BadRequestException(
                    "reason",
                    "The field reason must say why, in 1 to %d characters."
                            .formatted(ToggleRequest.REASON_LENGTH));
        }
        return reason;
    }

    private static Optional<Duration> restoreAfter(WantedState wanted, boolean on) {
        if (wanted.restoreAfter() == null) {
            return Optional.empty();
        }
        if (on) {
            throw new BadRequestException(
                    "restoreAfter", "The field restoreAfter goes with the state off only.");
        }
        try {
            var time = Duration.parse(wanted.restoreAfter());
            if (time.compareTo(SHORTEST) >= 0 && time.compareTo(LONGEST) <= 0) {
                return Optional.of(time);
            }
        } catch (java.time.DateTimeException e) {
            // Said below, as for a time out of bounds.
        }
        throw new BadRequestException(
                "restoreAfter",
                "The field restoreAfter must be an ISO 8601 duration from PT1S to P7D, such as"
                        + " PT15M.");
    }
}
