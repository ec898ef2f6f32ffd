package dev.portcullis.console.drills.web;

import dev.portcullis.console.access.CurrentUser;
import dev.portcullis.console.api.BadRequestException;
import dev.portcullis.console.drills.DrillId;
import dev.portcullis.console.drills.DrillPlan;
import dev.portcullis.console.drills.DrillRequest;
import dev.portcullis.console.drills.DrillSchedule;
import dev.portcullis.console.drills.DrillSchedules;
import dev.portcullis.console.drills.DrillSchedules.ScheduleResult;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Drills by the clock, for programs. */
@RestController
@RequestMapping("/api/v1/drill-schedules")
@Tag(name = "drills")
class SchedulesApi {
    private final DrillSchedules schedules;
    private final CurrentUser user;

    SchedulesApi(DrillSchedules schedules, CurrentUser user) {
        this.schedules = schedules;
        this.user = user;
    }

    /**
     * A schedule on the wire.
     *
     * @param missed how many times it was due while the console did not run
     */
    record ScheduleJson(
            long number,
            String plan,
            String placement,
            int attempts,
            String cron,
            boolean paused,
            String by,
            @Nullable Instant nextAt,
            @Nullable Instant lastAt,
            String lastWords,
            @Nullable String lastDrill,
            long missed) {
        static ScheduleJson of(DrillSchedule schedule) {
            return new ScheduleJson(
                    schedule.number(),
                    schedule.request().plan().planName(),
                    schedule.request().placement().word(),
                    schedule.request().attempts(),
                    schedule.cron(),
                    schedule.paused(),
                    schedule.by(),
                    schedule.nextAt().orElse(null),
                    schedule.lastAt().orElse(null),
                    schedule.lastWords(),
                    schedule.lastDrill().map(DrillId::text).orElse(null),
                    schedule.missed());
        }
    }

    /** All schedules. */
    record ScheduleList(List<ScheduleJson> items) {}

    /**
     * What to schedule.
     *
     * @param cron six fields of Spring's cron, in UTC: {@code 0 0 3 * * *} is every night at three
     * @param attempts 1 to 60; 10 if left out
     */
    record ScheduleBody(@Nullable String plan, @Nullable String cron, @Nullable Integer attempts) {}

    /** Whether it rests. */
    record PauseBody(@Nullable Boolean paused) {}

    @GetMapping
    @Operation(summary = "List the schedules of drills")
    ScheduleList list() {
        return new ScheduleList(schedules.list().stream().map(ScheduleJson::of).toList());
    }

    @PostMapping
    @Operation(summary = "Schedule a drill")
    ResponseEntity<Object> add(@RequestBody ScheduleBody body) {
        var plan =
                DrillPlan.parse(Objects.requireNonNullElse(body.plan(), ""))
                        .orElseThrow(
                                () ->
                                        new BadRequestException(
                                                "plan",
                                                "must be one of "
                                                        + String.join(", ", DrillPlan.names())));
        DrillRequest request;
        try {
            request =
                    new DrillRequest(
                            plan,
                            Objects.requireNonNullElse(
                                    body.attempts(), DrillRequest.DEFAULT_ATTEMPTS));
        } catch (IllegalArgumentException e) {
            throw new BadRequestException("attempts", String.valueOf(e.getMessage()));
        }
        return answer(
                schedules.add(request, Objects.requireNonNullElse(body.cron(), ""), user.require()),
                HttpStatus.CREATED);
    }

    @PatchMapping("/{number}")
    @Operation(summary = "Pause or resume a schedule")
    ResponseEntity<Object> pause(@PathVariable long number, @RequestBody PauseBody body) {
        if (body.paused() == null) {
            throw new BadRequestException("paused", "must be true or false");
        }
        return answer(schedules.pause(number, body.paused(), user.require()), HttpStatus.OK);
    }

    @DeleteMapping("/{number}")
    @Operation(summary = "Delete a schedule; drills it launched stay")
    ResponseEntity<Object> delete(@PathVariable long number) {
        return answer(schedules.delete(number, user.require()), HttpStatus.OK);
    }

    private static ResponseEntity<Object> answer(ScheduleResult result, HttpStatus done) {
        return switch (result) {
            case ScheduleResult.Done(var schedule) ->
                    ResponseEntity.status(done).body(ScheduleJson.of(schedule));
            case ScheduleResult.NotFound() ->
                    problem(HttpStatus.NOT_FOUND, "There is no such schedule", "See the list");
            case ScheduleResult.Refused(var why) ->
                    problem(HttpStatus.UNPROCESSABLE_CONTENT, "The schedule was refused", why);
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
