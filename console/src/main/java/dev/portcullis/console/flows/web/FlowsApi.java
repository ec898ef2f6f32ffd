package dev.portcullis.console.flows.web;

import dev.portcullis.console.api.BadRequestException;
import dev.portcullis.console.flows.FlowPage;
import dev.portcullis.hubble.FlowJson;
import dev.portcullis.hubble.filter.FlowField;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The kept flows, in the format of Hubble's own tool, by the filters of the Flows page. */
@RestController
@Tag(name = "flows")
class FlowsApi {
    private static final int PAGE = 200;
    private static final int EXPORT = 1_000;
    private static final String FILTERS =
            "Filters are parameters by the names of /api/v1/flows/fields, negated as not-NAME: "
                    + "verdict=dropped&namespace=users&not-port=53. Values of one field are alternatives, "
                    + "fields must all hold. since and until: a time such as 2026-11-22T14:00:00Z, or how "
                    + "far back, such as 90s, 15m, 1h. recording: the id of an open file instead of the "
                    + "live flows.";

    private final FlowSources sources;
    private final ValueHints hints;
    // However many pages are open, searching takes no more than this many cores.
    private final Semaphore searching = new Semaphore(2, true);

    FlowsApi(FlowSources sources, ValueHints hints) {
        this.sources = sources;
        this.hints = hints;
    }

    @GetMapping(
            value = "/api/v1/flows",
            produces = {"application/x-ndjson", "text/csv"})
    @Operation(
            summary = "The newest flows, oldest first, one Hubble JSON object a line, or as CSV",
            description =
                    "verdict: forwarded (or allowed), dropped (or denied), redirected, error, audit,"
                            + " several with commas. "
                            + FILTERS
                            + " limit: 1 to 100000; 1000 if left out. format: jsonl or csv. download:"
                            + " true to save it as a file.")
    void flows(
            @Parameter(hidden = true) @RequestParam MultiValueMap<String, String> parameters,
            HttpServletResponse response)
            throws IOException, InterruptedException {
        var query = sources.query(parameters, EXPORT);
        var flows = sources.flows(parameters);
        var csv = csv(parameters.getFirst("format"));
        var found = search(() -> flows.recent(query).reversed());
        response.setContentType(csv ? "text/csv" : "application/x-ndjson");
        response.setCharacterEncoding(StandardCharsets.UTF_8.name());
        if ("true".equals(parameters.getFirst("download"))) {
            response.setHeader(
                    "Content-Disposition",
                    "attachment; filename=\"flows.%s\"".formatted(csv ? "csv" : "jsonl"));
        }
        var writer = response.getWriter();
        if (csv) {
            writer.write(FlowCsv.HEAD);
        }
        for (var flow : found) {
            writer.write(csv ? FlowCsv.line(flow) : FlowJson.print(flow) + "\n");
        }
    }

    private static boolean csv(@Nullable String format) {
        return switch (format == null ? "" : format) {
            case "csv" -> true;
            case "jsonl", "" -> false;
            default -> throw new BadRequestException("format", "format: write jsonl or csv");
        };
    }

    /**
     * A page of the live table.
     *
     * @param cursor hand it in as {@code cursor} for what comes after
     */
    record Page(String cursor, boolean fresh, List<Row> rows, long skipped, long missed) {
        static Page of(FlowPage page) {
            return new Page(
                    page.cursor(),
                    page.fresh(),
                    page.rows().stream().map(Row::of).toList(),
                    page.skipped(),
                    page.missed());
        }
    }

    /**
     * A line of the table: a flow, or what came between.
     *
     * @param line the flow as Hubble's own tool prints it
     */
    record Row(
            long seq,
            @com.fasterxml.jackson.annotation.JsonRawValue @Nullable String line,
            @Nullable String source,
            @Nullable String destination,
            @Nullable Between between) {
        static Row of(FlowPage.Row row) {
            return switch (row) {
                case FlowPage.Seen seen ->
                        new Row(
                                seen.seq(),
                                FlowJson.print(seen.flow()),
                                seen.source(),
                                seen.destination(),
                                null);
                case FlowPage.Interruption it ->
                        new Row(
                                it.seq(),
                                null,
                                null,
                                null,
                                new Between(it.id(), it.from(), it.to(), it.events(), it.words()));
            };
        }
    }

    /** Events were lost, a node fell silent, or the stream broke; {@code events} is -1 if unknown. */
    record Between(long id, Instant from, Instant to, long events, String words) {}

    @GetMapping("/api/v1/flows/tail")
    @Operation(
            summary = "What came after a cursor, newest first, with losses where they happened",
            description =
                    FILTERS
                            + " cursor: of the page before; without it the newest. limit: 200 if left out."
                            + " Nothing is kept for a reader; what passed by unseen is counted in missed.")
    Page tail(@Parameter(hidden = true) @RequestParam MultiValueMap<String, String> parameters)
            throws InterruptedException {
        var query = sources.query(parameters, PAGE);
        var tail = sources.tail(parameters);
        var cursor = parameters.getFirst("cursor");
        return Page.of(search(() -> tail.after(cursor == null ? "" : cursor, query)));
    }

    /** A field flows can be filtered by. */
    record Field(String key, String label, String hint) {}

    @GetMapping("/api/v1/flows/fields")
    @Operation(summary = "What flows can be filtered by")
    List<Field> fields() {
        return Arrays.stream(FlowField.values())
                .map(field -> new Field(field.key(), field.label(), field.hint()))
                .toList();
    }

    @GetMapping("/api/v1/flows/values")
    @Operation(
            summary = "Values of a field that kept flows really have, the most frequent first",
            description =
                    "field: as /api/v1/flows/fields names it. typed: what the value must contain.")
    List<ValueHints.Hint> values(
            @RequestParam String field,
            @RequestParam(defaultValue = "") String typed,
            @Parameter(hidden = true) @RequestParam MultiValueMap<String, String> parameters)
            throws InterruptedException {
        var wanted =
                FlowField.of(field)
                        .orElseThrow(
                                () ->
                                        new BadRequestException(
                                                "field",
                                                "field: there is none called %s; see /api/v1/flows/fields"
                                                        .formatted(field)));
        var flows = sources.flows(parameters);
        return search(() -> hints.of(wanted, typed, flows));
    }

    private <T> T search(java.util.function.Supplier<T> work) throws InterruptedException {
        searching.acquire();
        try {
            return work.get();
        } finally {
            searching.release();
        }
    }
}
