package dev.portcullis.console.incidents.web;

import dev.portcullis.console.access.CurrentUser;
import dev.portcullis.console.api.BadRequestException;
import dev.portcullis.console.incidents.ChangeResult;
import dev.portcullis.console.incidents.Incident;
import dev.portcullis.console.incidents.IncidentChange;
import dev.portcullis.console.incidents.IncidentId;
import dev.portcullis.console.incidents.IncidentQuery;
import dev.portcullis.console.incidents.IncidentState;
import dev.portcullis.console.incidents.Incidents;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Incidents for programs. */
@RestController
@RequestMapping("/api/v1/incidents")
@Tag(name = "incidents")
class IncidentsApi {
    private static final MediaType LINES = MediaType.parseMediaType("application/x-ndjson");

    private final Incidents incidents;
    private final CurrentUser user;

    IncidentsApi(Incidents incidents, CurrentUser user) {
        this.incidents = incidents;
        this.user = user;
    }

    /**
     * Incidents, the newest attempt first.
     *
     * @param total how many match
     * @param needAttention open ones that are no exercise
     * @param unexamined dropped flows that came too fast to be examined since the console started
     * @param problem why there may be attempts nobody told of; null if there is no reason to think so
     */
    record IncidentList(
            List<IncidentJson> items,
            int total,
            int needAttention,
            long unexamined,
            @Nullable String problem) {}

    /** What somebody says with a change. */
    record ChangeBody(@Nullable String text) {}

    @GetMapping
    @Operation(
            summary = "List incidents, the newest attempt first",
            description =
                    "state: open, acknowledged or closed. kind: all, intruders or exercises. text: found"
                            + " in source, target, owner, ports, pods or comments.")
    IncidentList list(
            @RequestParam(defaultValue = "") String state,
            @RequestParam(defaultValue = "all") String kind,
            @RequestParam(defaultValue = "") String text,
            @RequestParam(defaultValue = "0") @Min(0) int offset,
            @RequestParam(defaultValue = "100") @Min(1) @Max(1000) int limit) {
        var query = new IncidentQuery(state(state), kind(kind), text);
        var all = incidents.list(query);
        return new IncidentList(
                all.stream().skip(offset).limit(limit).map(IncidentJson::of).toList(),
                all.size(),
                incidents.needingAttention(),
                incidents.unexamined(),
                incidents.problem().orElse(null));
    }

    @GetMapping("/{id}")
    @Operation(summary = "Read an incident with its thread")
    ResponseEntity<Object> read(@PathVariable String id) {
        return find(id).<ResponseEntity<Object>>map(
                        incident -> ResponseEntity.ok(IncidentJson.of(incident)))
                .orElseGet(() -> notFound(id));
    }

    @GetMapping("/{id}/flows")
    @Operation(summary = "Some of an incident's flows, one Hubble JSON object a line")
    ResponseEntity<Object> flows(@PathVariable String id) {
        return find(id).<ResponseEntity<Object>>map(
                        incident ->
                                ResponseEntity.ok()
                                        .contentType(LINES)
                                        .body(
                                                incident.evidence().stream()
                                                        .map(line -> line + "\n")
                                                        .reduce("", String::concat)
                                                        .getBytes(StandardCharsets.UTF_8)))
                .orElseGet(() -> notFound(id));
    }

    @PostMapping("/{id}/acknowledgement")
    @Operation(summary = "Take an incident")
    ResponseEntity<Object> acknowledge(@PathVariable String id, @RequestBody ChangeBody body) {
        return change(id, IncidentChange.Kind.ACKNOWLEDGE, body);
    }

    @PostMapping("/{id}/closure")
    @Operation(summary = "Close an incident; a further attempt opens it again")
    ResponseEntity<Object> close(@PathVariable String id, @RequestBody ChangeBody body) {
        return change(id, IncidentChange.Kind.CLOSE, body);
    }

    @PostMapping("/{id}/reopening")
    @Operation(summary = "Open an incident again")
    ResponseEntity<Object> reopen(@PathVariable String id, @RequestBody ChangeBody body) {
        return change(id, IncidentChange.Kind.REOPEN, body);
    }

    @PostMapping("/{id}/comments")
    @Operation(summary = "Say something about an incident")
    ResponseEntity<Object> comment(@PathVariable String id, @RequestBody ChangeBody body) {
        return change(id, IncidentChange.Kind.COMMENT, body);
    }

    private ResponseEntity<Object> change(String id, IncidentChange.Kind kind, ChangeBody body) {
        var known = IncidentId.parse(id);
        if (known.isEmpty()) {
            return notFound(id);
        }
        IncidentChange change;
        try {
            change =
                    new IncidentChange(
                            known.get(),
                            kind,
                            Objects.requireNonNullElse(body.text(), ""),
                            user.require());
        } catch (IllegalArgumentException e) {
            throw new BadRequestException("text", String.valueOf(e.getMessage()));
        }
        return switch (incidents.change(change)) {
            case ChangeResult.Changed(var incident) -> ResponseEntity.ok(IncidentJson.of(incident));
            case ChangeResult.NotFound() -> notFound(id);
            case ChangeResult.Refused(var why) ->
                    problem(HttpStatus.CONFLICT, "The incident was not changed", why);
        };
    }

    private Optional<Incident> find(String id) {
        return IncidentId.parse(id).flatMap(incidents::find);
    }

    private static Optional<IncidentState> state(String word) {
        if (word.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                IncidentState.parse(word)
                        .orElseThrow(
                                () ->
                                        new BadRequestException(
                                                "state",
                                                "state is open, acknowledged or closed, or left"
                                                        + " out")));
    }

    private static IncidentQuery.Kind kind(String word) {
        return IncidentQuery.Kind.parse(word)
                .orElseThrow(
                        () ->
                                new BadRequestException(
                                        "kind", "kind is all, intruders or exercises"));
    }

    private static ResponseEntity<Object> notFound(String id) {
        return problem(
                HttpStatus.NOT_FOUND,
                "There is no such incident",
                "No incident has the number '%s'; see /api/v1/incidents".formatted(id));
    }

    private static ResponseEntity<Object> problem(HttpStatus status, String title, String detail) {
        var problem = ProblemDetail.forStatusAndDetail(status, detail);
        problem.setTitle(title);
        return ResponseEntity.status(status)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(problem);
    }
}
