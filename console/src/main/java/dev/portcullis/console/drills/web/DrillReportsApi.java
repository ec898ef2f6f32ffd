package dev.portcullis.console.drills.web;

import dev.portcullis.console.drills.Drill;
import dev.portcullis.console.drills.DrillEvidence;
import dev.portcullis.console.drills.DrillId;
import dev.portcullis.console.drills.DrillPack;
import dev.portcullis.console.drills.DrillReport;
import dev.portcullis.console.drills.Drills;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Optional;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What of a drill can be handed to whoever asks for proof. */
@RestController
@RequestMapping("/api/v1/drills/{id}")
@Tag(name = "drills")
class DrillReportsApi {
    private static final MediaType MARKDOWN =
            new MediaType("text", "markdown", StandardCharsets.UTF_8);
    private static final MediaType ZIP = new MediaType("application", "zip");

    private final Drills drills;
    private final Clock clock;

    DrillReportsApi(Drills drills, Clock clock) {
        this.drills = drills;
        this.clock = clock;
    }

    @GetMapping("/report.json")
    @Operation(summary = "Download a drill's report as JSON")
    ResponseEntity<Object> jsonReport(@PathVariable String id) {
        return find(id).<ResponseEntity<Object>>map(
                        drill ->
                                attachment(drill, "json", MediaType.APPLICATION_JSON)
                                        .body(DrillJson.of(drill)))
                .orElseGet(() -> DrillsApi.notFound(id));
    }

    @GetMapping("/report.md")
    @Operation(summary = "Download a drill's report as Markdown")
    ResponseEntity<Object> markdownReport(@PathVariable String id) {
        return find(id).<ResponseEntity<Object>>map(
                        drill ->
                                attachment(drill, "md", MARKDOWN)
                                        .body(
                                                DrillReport.markdown(drill)
                                                        .getBytes(StandardCharsets.UTF_8)))
                .orElseGet(() -> DrillsApi.notFound(id));
    }

    @GetMapping("/evidence")
    @Operation(
            summary = "Download a drill's evidence as a zip",
            description =
                    "The drill as JSON, its report, its flows as Hubble's JSON lines, the policies"
                            + " before and after as YAML, and manifest.json and SHA256SUMS with the"
                            + " SHA-256 of each.")
    ResponseEntity<Object> evidence(@PathVariable String id) throws IOException {
        var drill = find(id);
        if (drill.isEmpty()) {
            return DrillsApi.notFound(id);
        }
        var evidence = drills.evidence(drill.get().id()).orElse(DrillEvidence.NONE);
        var zip = new ByteArrayOutputStream();
        DrillPack.write(drill.get(), DrillJson.of(drill.get()), evidence, clock.instant(), zip);
        return attachment(drill.get(), "zip", ZIP).body(zip.toByteArray());
    }

    private Optional<Drill> find(String id) {
        return DrillId.parse(id).flatMap(drills::find);
    }

    private static ResponseEntity.BodyBuilder attachment(
            Drill drill, String ending, MediaType type) {
        return ResponseEntity.ok()
                .contentType(type)
                .header(
                        "Content-Disposition",
                        "attachment; filename=\"drill-%s.%s\"".formatted(drill.id(), ending));
    }
}
