package dev.portcullis.console.flows.web;

import dev.portcullis.console.flows.Recordings;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** Recorded files for programs; a person opens one on the Flows page. */
@RestController
@Tag(name = "recordings")
class RecordingsApi {
    private final Recordings recordings;
    private final FlowSources sources;

    RecordingsApi(Recordings recordings, FlowSources sources) {
        this.recordings = recordings;
        this.sources = sources;
    }

    /** An open file. */
    record RecordingJson(
            String id,
            String name,
            int flows,
            long badLines,
            List<Recordings.BadLine> firstBad,
            boolean cut,
            Instant first,
            Instant last) {
        static RecordingJson of(Recordings.Recording recording) {
            return new RecordingJson(
                    recording.id(),
                    recording.name(),
                    recording.flowCount(),
                    recording.badLines(),
                    recording.firstBad(),
                    recording.cut(),
                    recording.first(),
                    recording.last());
        }
    }

    @PostMapping("/api/v1/recordings")
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(
            summary = "Open a file of Hubble's JSON lines, read-only and apart from the live flows",
            description =
                    "The body is what hubble observe -o jsonpb prints, at most 32 MiB and 50000 flows."
                            + " Three files are open at once; a fourth closes the one longest unused.")
    RecordingJson open(@RequestParam(defaultValue = "unnamed") String name, InputStream body)
            throws IOException {
        return switch (recordings.open(name, body)) {
            case Recordings.OpenResult.Opened(var recording) -> RecordingJson.of(recording);
            case Recordings.OpenResult.NoFlows none ->
                    throw new ResponseStatusException(
                            HttpStatus.UNPROCESSABLE_CONTENT,
                            "There is no flow in it; %d lines could not be read%s"
                                    .formatted(
                                            none.badLines(),
                                            none.firstBad().isEmpty()
                                                    ? ""
                                                    : ", line %d because %s"
                                                            .formatted(
                                                                    none.firstBad()
                                                                            .getFirst()
                                                                            .line(),
                                                                    none.firstBad()
                                                                            .getFirst()
                                                                            .why())));
            case Recordings.OpenResult.Unreadable(var why) ->
                    throw new ResponseStatusException(HttpStatus.BAD_REQUEST, why);
        };
    }

    @GetMapping("/api/v1/recordings/{id}")
    @Operation(summary = "What an open file holds, and which of its lines could not be read")
    RecordingJson recording(@PathVariable String id) {
        return RecordingJson.of(sources.opened(id));
    }

    @DeleteMapping("/api/v1/recordings/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Close a file")
    void close(@PathVariable String id) {
        recordings.close(id);
    }
}
