package dev.portcullis.console.flows.web;

import dev.portcullis.console.flows.FlowQuery;
import dev.portcullis.console.flows.Flows;
import dev.portcullis.hubble.FlowJson;
import dev.portcullis.hubble.Verdict;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** The kept flows, in the format of Hubble's own tool: one JSON object a line. */
@RestController
@Tag(name = "flows")
class FlowsApi {
    private final Flows flows;
    private final Clock clock;

    FlowsApi(Flows flows, Clock clock) {
        this.flows = flows;
        this.clock = clock;
    }

    @GetMapping(value = "/api/v1/flows", produces = "application/x-ndjson")
    @Operation(
            summary = "The newest flows, oldest first, one Hubble JSON object a line",
            description =
                    "verdict: forwarded (or allowed), dropped (or denied), redirected, error, audit,"
                            + " several with commas. since: a time such as 2026-11-22T14:00:00Z, or how"
                            + " far back, such as 90s, 15m, 1h.")
    void flows(
            @RequestParam(defaultValue = "") String verdict,
            @RequestParam Optional<String> since,
            @RequestParam Optional<String> until,
            @RequestParam Optional<String> namespace,
            @RequestParam Optional<String> workload,
            @RequestParam Optional<@Min(0) @Max(65535) Integer> port,
            @RequestParam(defaultValue = "1000") @Min(1) @Max(100_000) int limit,
            HttpServletResponse response)
            throws IOException {
        var query =
                new FlowQuery(
                        verdicts(verdict),
                        since.map(text -> time("since", text)),
                        until.map(text -> time("until", text)),
                        namespace.filter(name -> !name.isEmpty()),
                        workload.filter(name -> !name.isEmpty()),
                        port,
                        _ -> true,
                        limit);
        response.setContentType("application/x-ndjson");
        response.setCharacterEncoding(StandardCharsets.UTF_8.name());
        var writer = response.getWriter();
        for (var flow : flows.recent(query).reversed()) {
            writer.write(FlowJson.print(flow));
            writer.write('\n');
        }
    }

    private static Set<Verdict> verdicts(String typed) {
        var verdicts = EnumSet.noneOf(Verdict.class);
        for (var word : List.of(typed.split(",", -1))) {
            if (!word.isBlank()) {
                verdicts.add(verdict(word.trim().toUpperCase(Locale.ROOT)));
            }
        }
        return verdicts;
    }

    private static Verdict verdict(String word) {
        return switch (word) {
            case "FORWARDED", "ALLOWED" -> Verdict.FORWARDED;
            case "DROPPED", "DENIED" -> Verdict.DROPPED;
            case "REDIRECTED" -> Verdict.REDIRECTED;
            case "ERROR" -> Verdict.ERROR;
            case "AUDIT" -> Verdict.AUDIT;
            case "TRACED" -> Verdict.TRACED;
            case "TRANSLATED" -> Verdict.TRANSLATED;
            default ->
                    throw bad(
                            "verdict: there is none called %s; use forwarded, dropped, redirected, error or audit"
                                    .formatted(word.toLowerCase(Locale.ROOT)));
        };
    }

    private Instant time(String field, String typed) {
        try {
            return typed.matches("[0-9]{1,6}[smh]")
                    ? clock.instant().minus(Duration.parse("PT" + typed.toUpperCase(Locale.ROOT)))
                    : Instant.parse(typed);
        } catch (DateTimeException unreadable) {
            throw bad(
                    "%s: \"%s\" is no time; write 2026-11-22T14:00:00Z, or 15m for how far back"
                            .formatted(field, typed));
        }
    }

    private static ResponseStatusException bad(String detail) {
        return new ResponseStatusException(HttpStatus.BAD_REQUEST, detail);
    }
}
