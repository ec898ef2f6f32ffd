package dev.portcullis.console.flows.web;

import dev.portcullis.console.flows.EdgeDetail;
import dev.portcullis.console.flows.EdgeDetails;
import dev.portcullis.console.flows.MapSnapshot;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** The map for reading. */
@RestController
@Tag(name = "map")
class MapApi {
    private final FlowSources sources;
    private final EdgeDetails details;

    MapApi(FlowSources sources, EdgeDetails details) {
        this.sources = sources;
        this.details = details;
    }

    @GetMapping("/api/v1/map")
    @Operation(
            summary = "Who talks to whom",
            description =
                    "Counts are events since the console started, each denied attempt once. The same"
                            + " comes live over the WebSocket /api/ws/map: a snapshot, then numbered"
                            + " deltas. recording: the id of an open file instead of the live flows.")
    MapSnapshot map(
            @Parameter(hidden = true) @RequestParam MultiValueMap<String, String> parameters) {
        return sources.flows(parameters).map();
    }

    @GetMapping("/api/v1/map/edge")
    @Operation(
            summary = "The traffic between two nodes in detail",
            description =
                    "Which ports, and the newest flows. Why it fares so, /api/v1/explain says.")
    EdgeDetail edge(
            @RequestParam String source,
            @RequestParam String destination,
            @RequestParam Optional<@Min(0) @Max(65535) Integer> port) {
        return details.between(source, destination, port)
                .orElseThrow(
                        () ->
                                new ResponseStatusException(
                                        HttpStatus.NOT_FOUND,
                                        "No traffic is known between these two; /api/v1/map names the nodes"));
    }
}
