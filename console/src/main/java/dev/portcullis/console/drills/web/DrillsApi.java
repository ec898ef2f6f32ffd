package dev.portcullis.console.drills.web;

import dev.portcullis.console.access.CurrentUser;
import dev.portcullis.console.drills.CleanUpResult;
import dev.portcullis.console.drills.Drill;
import dev.portcullis.console.drills.DrillId;
import dev.portcullis.console.drills.DrillPlan;
import dev.portcullis.console.drills.DrillRequest;
import dev.portcullis.console.drills.DrillVerdict;
import dev.portcullis.console.drills.Drills;
import dev.portcullis.console.drills.LaunchResult;
import dev.portcullis.console.drills.Placement;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
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

/** Drills for programs, such as a pipeline that attacks before it deploys. */
@RestController
@RequestMapping("/api/v1/drills")
@Tag(name = "drills")
class DrillsApi {
    private static final int LONGEST_WAIT = 300;

    private final Drills drills;
    private final CurrentUser user;

    DrillsApi(Drills drills, CurrentUser user) {
        this.drills = drills;
        this.user = user;
    }

    /** All drills. */
    record DrillList(List<DrillJson> items) {}

    /**
     * What to launch.
     *
     * @param plan one of {@code GET /api/v1/drills/plans}
     * @param attempts 1 to 60; 10 if left out
     * @param intervalMs from one attempt to the next; 500 if left out
     * @param placement where the attacker stands, one of the plan's; its usual place if left out
     */
    record LaunchBody(
            @Nullable String plan,
            @Nullable Integer attempts,
            @Nullable Integer intervalMs,
            @Nullable String placement) {}

    /** A plan as it can be launched. */
    record PlanJson(
            String plan,
            String title,
            String description,
            String guard,
            String expectedGuarded,
            String expectedOpen,
            List<String> blastRadius,
            List<String> safety,
            List<String> placements) {
        static PlanJson of(DrillPlan plan) {
            return new PlanJson(
                    plan.planName(),
                    plan.title(),
                    plan.description(),
                    plan.guard(),
                    plan.expectedGuarded(),
                    plan.expectedOpen(),
                    plan.blastRadius(),
                    plan.safety(),
                    plan.placements().stream().map(Placement::word).toList());
        }
    }

    /** All plans. */
    record PlanList(List<PlanJson> items) {}

    @GetMapping("/plans")
    @Operation(summary = "List the plans, with what each expects and touches")
    PlanList plans() {
        return new PlanList(Arrays.stream(DrillPlan.values()).map(PlanJson::of).toList());
    }

    @PostMapping
    @Operation(
            summary = "Launch a drill",
            description =
                    "Answers 201 at once. With wait=true it answers when the drill has its verdict:"
                            + " 200 with the drill, or 417 if expect names another verdict, or 202"
                            + " if timeoutSeconds (1 to 300) pass before. exitCode is 0 for BLOCKED,"
                            + " 10 for EXPOSED, 20 for INCONCLUSIVE.")
    ResponseEntity<Object> launch(
            @RequestBody LaunchBody body,
            @RequestParam(defaultValue = "false") boolean wait,
            @RequestParam Optional<String> expect,
            @RequestParam(defaultValue = "180") int timeoutSeconds) {
        if (expect.isPresent() && verdict(expect.get()).isEmpty()) {
            return problem(
                    HttpStatus.BAD_REQUEST,
                    "There is no such verdict",
                    "expect must be BLOCKED, EXPOSED or INCONCLUSIVE");
        }
        if (timeoutSeconds < 1 || timeoutSeconds > LONGEST_WAIT) {
            return problem(
                    HttpStatus.BAD_REQUEST,
                    "It cannot wait so long",
                    "timeoutSeconds must be from 1 to " + LONGEST_WAIT);
        }
        var plan = DrillPlan.parse(Objects.requireNonNullElse(body.plan(), ""));
        if (plan.isEmpty()) {
            return problem(
                    HttpStatus.BAD_REQUEST,
                    "There is no such plan",
                    "plan must be one of " + String.join(", ", DrillPlan.names()));
        }
        DrillRequest request;
        try {
            request =
                    new DrillRequest(
                            plan.get(),
                            Objects.requireNonNullElse(
                                    body.attempts(), DrillRequest.DEFAULT_ATTEMPTS),
                            body.intervalMs() == null
                                    ? DrillRequest.DEFAULT_INTERVAL
                                    : Duration.ofMillis(body.intervalMs()),
                            placement(plan.get(), body.placement()));
        } catch (IllegalArgumentException e) {
            return problem(
                    HttpStatus.BAD_REQUEST,
                    "The drill cannot be launched so",
                    String.valueOf(e.getMessage()));
        }
        return switch (drills.launch(request, user.require())) {
            case LaunchResult.Launched(var drill) ->
                    wait
                            ? judged(drill, expect, Duration.ofSeconds(timeoutSeconds))
                            : ResponseEntity.created(location(drill)).body(DrillJson.of(drill));
            case LaunchResult.Busy(var why) -> problem(HttpStatus.CONFLICT, "Too many drills", why);
            case LaunchResult.Refused(var why) ->
                    problem(HttpStatus.UNPROCESSABLE_CONTENT, "The drill was refused", why);
        };
    }

    private ResponseEntity<Object> judged(Drill launched, Optional<String> expect, Duration time) {
        var drill = DrillWait.untilJudged(drills, launched, time);
        if (drill.verdict().isEmpty()) {
            return ResponseEntity.accepted().location(location(drill)).body(DrillJson.of(drill));
        }
        var asExpected = expect.flatMap(DrillsApi::verdict).map(drill.verdict().get()::equals);
        return ResponseEntity.status(
                        asExpected.orElse(true) ? HttpStatus.OK : HttpStatus.EXPECTATION_FAILED)
                .location(location(drill))
                .body(DrillJson.of(drill));
    }

    private static URI location(Drill drill) {
        return URI.create("/api/v1/drills/" + drill.id());
    }

    private static Optional<DrillVerdict> verdict(String word) {
        return Arrays.stream(DrillVerdict.values())
                .filter(verdict -> verdict.name().equals(word))
                .findFirst();
    }

    private static Placement placement(DrillPlan plan, @Nullable String word) {
        return word == null
                ? plan.placements().getFirst()
                : Placement.parse(word)
                        .orElseThrow(
                                () ->
                                        new IllegalArgumentException(
                                                "placement must be outside, inside or twin"));
    }

    @GetMapping
    @Operation(summary = "List drills, newest first")
    DrillList list() {
        return new DrillList(drills.newest().stream().map(DrillJson::of).toList());
    }

    @GetMapping("/{id}")
    @Operation(summary = "Read a drill with its evidence")
    ResponseEntity<Object> read(@PathVariable String id) {
        return find(id).<ResponseEntity<Object>>map(drill -> ResponseEntity.ok(DrillJson.of(drill)))
                .orElseGet(() -> notFound(id));
    }

    @DeleteMapping("/{id}")
    @Operation(summary = "Stop a drill and remove what it left in the cluster")
    ResponseEntity<Object> cleanUp(@PathVariable String id) {
        var known = DrillId.parse(id);
        return known.isEmpty()
                ? notFound(id)
                : answer(drills.cleanUp(known.get(), user.require()), id);
    }

    @DeleteMapping
    @Operation(summary = "Stop every drill and remove what any of them left in the cluster")
    ResponseEntity<Object> cleanUpAll() {
        return answer(drills.cleanUpAll(user.require()), "");
    }

    private static ResponseEntity<Object> answer(CleanUpResult result, String id) {
        return switch (result) {
            case CleanUpResult.Asked _ -> ResponseEntity.accepted().build();
            case CleanUpResult.NotFound() -> notFound(id);
            case CleanUpResult.Refused(var why) ->
                    problem(HttpStatus.UNPROCESSABLE_CONTENT, "The clean-up was refused", why);
        };
    }

    private Optional<Drill> find(String id) {
        return DrillId.parse(id).flatMap(drills::find);
    }

    static ResponseEntity<Object> notFound(String id) {
        return problem(
                HttpStatus.NOT_FOUND,
                "There is no such drill",
                "No drill has the id '%s'; see /api/v1/drills".formatted(id));
    }

    private static ResponseEntity<Object> problem(HttpStatus status, String title, String detail) {
        var problem = ProblemDetail.forStatusAndDetail(status, detail);
        problem.setTitle(title);
        return ResponseEntity.status(status)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(problem);
    }
}
