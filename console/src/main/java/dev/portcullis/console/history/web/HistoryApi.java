package dev.portcullis.console.history.web;

import dev.portcullis.console.api.BadRequestException;
import dev.portcullis.console.api.Times;
import dev.portcullis.console.history.History;
import dev.portcullis.console.metrics.Mark;
import dev.portcullis.console.metrics.MarkSource;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Past minutes for reading. */
@RestController
@Tag(name = "history")
class HistoryApi {
    private static final int MAX_MARKS = 500;
    private static final String TIMES =
            "from and to: a time such as 2026-11-22T14:00:00Z, or how far back, such as 15m, 6h, 7d;"
                    + " they are rounded down to minutes.";

    private final History history;
    private final Clock clock;
    private final ObjectProvider<MarkSource> marks;

    HistoryApi(History history, Clock clock, ObjectProvider<MarkSource> marks) {
        this.history = history;
        this.clock = clock;
        this.marks = marks;
    }

    /** A span in steps, and what happened in it. */
    record Answer(History.Overview overview, List<Mark> marks) {}

    @GetMapping("/api/v1/history")
    @Operation(
            summary =
                    "How much was allowed, denied and lost in each step of a span, and what happened",
            description =
                    TIMES
                            + " step: 1m, 15m, 1h. covered tells how much of a step was watched: below 1"
                            + " the counts are a lower bound. Kept for seven days.")
    Answer history(
            @RequestParam(defaultValue = "15m") String from,
            @RequestParam(defaultValue = "0m") String to,
            @RequestParam(defaultValue = "1m") String step) {
        var start = time("from", from);
        var end = time("to", to);
        try {
            return new Answer(
                    history.overview(start, end, length("step", step)),
                    marks.orderedStream()
                            .flatMap(source -> source.since(start).stream())
                            .filter(mark -> !mark.at().isBefore(start) && mark.at().isBefore(end))
                            .sorted(Comparator.comparing(Mark::at))
                            .limit(MAX_MARKS)
                            .toList());
        } catch (IllegalArgumentException wrong) {
            throw bad("step", wrong);
        }
    }

    @GetMapping("/api/v1/history/map")
    @Operation(
            summary = "The map as a past span counted it, at most six hours",
            description = TIMES + " Rates are means over the time that was watched.")
    History.PastMap map(@RequestParam String from, @RequestParam String to) {
        try {
            return history.map(time("from", from), time("to", to));
        } catch (IllegalArgumentException wrong) {
            throw bad("from", wrong);
        }
    }

    private static BadRequestException bad(String field, IllegalArgumentException wrong) {
        return new BadRequestException(field, String.valueOf(wrong.getMessage()));
    }

    private Instant time(String field, String typed) {
        if (typed.matches("[0-9]{1,6}[smhd]")) {
            return clock.instant().minus(length(field, typed));
        }
        return Times.parse(typed)
                .orElseThrow(
                        () ->
                                new BadRequestException(
                                        field,
                                        "%s: \"%s\" is no time; write 2026-11-22T14:00:00Z, or 15m for how far back"
                                                .formatted(field, typed)));
    }

    private static Duration length(String field, String typed) {
        if (!typed.matches("[0-9]{1,6}[smhd]")) {
            throw new BadRequestException(
                    field, "%s: \"%s\" is no span; write 1m, 15m, 1h".formatted(field, typed));
        }
        return typed.endsWith("d")
                ? Duration.ofDays(Long.parseLong(typed.substring(0, typed.length() - 1)))
                : Duration.parse("PT" + typed.toUpperCase(Locale.ROOT));
    }
}
