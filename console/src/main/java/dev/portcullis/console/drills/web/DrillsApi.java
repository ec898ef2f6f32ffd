package dev.portcullis.console.drills.web;

import dev.portcullis.console.access.CurrentUser;
import dev.portcullis.console.drills.CleanUpResult;
import dev.portcullis.console.drills.Drill;
import dev.portcullis.console.drills.DrillId;
import dev.portcullis.console.drills.DrillPlan;
import dev.portcullis.console.drills.DrillReport;
import dev.portcullis.console.drills.DrillRequest;
import dev.portcullis.console.drills.Drills;
import dev.portcullis.console.drills.LaunchResult;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
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
import org.springframework.web.bind.annotation.RestController;

/** Drills for programs, such as a pipeline that attacks before it deploys. */
@RestController
@RequestMapping("/api/v1/drills")
@Tag(name = "drills")
class DrillsApi {
    private static final MediaType MARKDOWN =
            new MediaType("text", "markdown", StandardCharsets.UTF_8);

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
     * @param plan {@code mysql-login} or {@code mysql-exfiltrate}
     * @param attempts 1 to 60; 10 if left out
     * @param intervalMs from one attempt to the next; 500 if left out
     */
    record LaunchBody(
            @Nullable String plan, @Nullable Integer attempts, @Nullable Integer intervalMs) {}

    @PostMapping
    @Operation(summary = "Launch a drill")
    ResponseEntity<Object> launch(@RequestBody LaunchBody body) {
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
                                    : Duration.ofMillis(body.intervalMs()));
        } catch (IllegalArgumentException e) {
            return problem(
                    HttpStatus.BAD_REQUEST,
                    "The drill cannot be launched so",
                    String.valueOf(e.getMessage()));
        }
        return switch (drills.launch(request, user.require())) {
            case LaunchResult.Launched(var drill) ->
                    ResponseEntity.created(URI.create("/api/v1/drills/" + drill.id()))
                            .body(DrillJson.of(drill));
            case LaunchResult.Busy(var why) ->
                    problem(HttpStatus.CONFLICT, "Too many drills run", why);
            case LaunchResult.Refused(var why) ->
                    problem(HttpStatus.UNPROCESSABLE_CONTENT, "The drill was refused", why);
        };
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

    @GetMapping("/{id}/report.json")
    @Operation(summary = "Download a drill's report as JSON")
    ResponseEntity<Object> jsonReport(@PathVariable String id) {
        return find(id).<ResponseEntity<Object>>map(
                        drill ->
                                ResponseEntity.ok()
                                        .contentType(MediaType.APPLICATION_JSON)
                                        .header("Content-Disposition", attachment(drill, "json"))
                                        .body(DrillJson.of(drill)))
                .orElseGet(() -> notFound(id));
    }

    @GetMapping("/{id}/report.md")
    @Operation(summary = "Download a drill's report as Markdown")
    ResponseEntity<Object> markdownReport(@PathVariable String id) {
        return find(id).<ResponseEntity<Object>>map(
                        drill ->
                                ResponseEntity.ok()
                                        .contentType(MARKDOWN)
                                        .header("Content-Disposition", attachment(drill, "md"))
                                        .body(
                                                DrillReport.markdown(drill)
                                                        .getBytes(StandardCharsets.UTF_8)))
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

    private java.util.Optional<Drill> find(String id) {
        return DrillId.parse(id).flatMap(drills::find);
    }

    private static String attachment(Drill drill, String ending) {
        return "attachment; filename=\"drill-%s.%s\"".formatted(drill.id(), ending);
    }

    private static ResponseEntity<Object> notFound(String id) {
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
