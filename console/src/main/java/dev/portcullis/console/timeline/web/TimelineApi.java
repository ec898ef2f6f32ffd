package dev.portcullis.console.timeline.web;

import dev.portcullis.console.api.BadRequestException;
import dev.portcullis.console.api.Times;
import dev.portcullis.console.incidents.IncidentId;
import dev.portcullis.console.timeline.EvidenceExport;
import dev.portcullis.console.timeline.Timeline;
import dev.portcullis.console.timeline.TimelineEvent;
import dev.portcullis.console.timeline.TimelineKind;
import dev.portcullis.console.timeline.TimelineQuery;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** The timeline and evidence packs for programs. */
@RestController
@RequestMapping("/api/v1/timeline")
@Tag(name = "timeline")
class TimelineApi {
    private static final Duration USUAL = Duration.ofHours(1);

    private final Timeline timeline;
    private final EvidenceExport evidence;
    private final Clock clock;

    TimelineApi(Timeline timeline, EvidenceExport evidence, Clock clock) {
        this.timeline = timeline;
        this.evidence = evidence;
        this.clock = clock;
    }

    /** What happened, the newest first. */
    record Answer(Instant from, Instant to, List<TimelineEvent> items) {}

    @GetMapping
    @Operation(
            summary = "What happened in a span of time, the newest first, at most 2,000",
            description =
                    "from and to are times such as 2026-11-22T14:00:00Z; the last hour if left out. kinds:"
                            + " policy, drill, first-drop, incident, quarantine, rollout, sign-in,"
                            + " other, several with commas.")
    Answer read(
            @RequestParam Optional<String> from,
            @RequestParam Optional<String> to,
            @RequestParam(defaultValue = "") String kinds) {
        var end = to.map(text -> time("to", text)).orElseGet(() -> clock.instant().plusSeconds(1));
        var start = from.map(text -> time("from", text)).orElseGet(() -> end.minus(USUAL));
        check(start, end);
        var query = new TimelineQuery(start, end, kinds(kinds));
        return new Answer(start, end, timeline.between(query));
    }

    @GetMapping(value = "/evidence.zip", produces = "application/zip")
    @Operation(
            summary = "A pack of evidence about an incident, or a span of time",
            description =
                    "Timeline, incidents, audit lines, flows as Hubble JSON lines, policies before and"
                            + " after, drill reports, and the SHA-256 of each file.")
    void pack(
            @RequestParam Optional<String> incident,
            @RequestParam Optional<String> from,
            @RequestParam Optional<String> to,
            HttpServletResponse response)
            throws IOException {
        var span = span(incident, from, to);
        response.setContentType("application/zip");
        response.setHeader(
                "Content-Disposition",
                "attachment; filename=\"portcullis-evidence-%s.zip\""
                        .formatted(
                                span.incident()
                                        .map(id -> "incident-" + id.number())
                                        .orElse(
                                                span.from()
                                                        .toString()
                                                        .replaceAll("[^0-9TZ]", ""))));
        evidence.write(span, response.getOutputStream());
    }

    private EvidenceExport.Span span(
            Optional<String> incident, Optional<String> from, Optional<String> to) {
        if (incident.isPresent()) {
            return IncidentId.parse(incident.get())
                    .flatMap(evidence::of)
                    .orElseThrow(
                            () ->
                                    new ResponseStatusException(
                                            HttpStatus.NOT_FOUND,
                                            "There is no such incident; see /api/v1/incidents"));
        }
        var end = to.map(text -> time("to", text)).orElseGet(clock::instant);
        var start = from.map(text -> time("from", text)).orElseGet(() -> end.minus(USUAL));
        check(start, end);
        return new EvidenceExport.Span(start, end, Optional.empty());
    }

    private static void check(Instant start, Instant end) {
        if (end.isBefore(start)) {
            throw new BadRequestException("to", "to is before from");
        }
    }

    private static Instant time(String field, String typed) {
        return Times.parse(typed)
                .orElseThrow(
                        () ->
                                new BadRequestException(
                                        field, field + " is a time such as 2026-11-22T14:00:00Z"));
    }

    private static Set<TimelineKind> kinds(String typed) {
        var kinds = EnumSet.noneOf(TimelineKind.class);
        for (var word : List.of(typed.split(",", -1))) {
            if (!word.isBlank()) {
                kinds.add(
                        TimelineKind.parse(word.strip())
                                .orElseThrow(
                                        () ->
                                                new BadRequestException(
                                                        "kinds", "there is no kind " + word)));
            }
        }
        return kinds;
    }
}
