package dev.portcullis.console.metrics.web;

import dev.portcullis.console.metrics.Diagnosis;
import dev.portcullis.console.metrics.MetricsDoctor;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** The metrics doctor as JSON. */
@RestController
@Tag(name = "metrics")
class DoctorApi {
    private final MetricsDoctor doctor;

    DoctorApi(MetricsDoctor doctor) {
        this.doctor = doctor;
    }

    @GetMapping("/api/v1/metrics/doctor")
    @Operation(
            summary = "Which hubble_* metrics exist, which panels will be empty, and what to set",
            description =
                    "remedy is YAML of Cilium's Helm values. 404 if nobody said where the figures are, 502 if"
                            + " they cannot be had.")
    Diagnosis.Examined doctor() {
        return switch (doctor.examine()) {
            case Diagnosis.Examined examined -> examined;
            case Diagnosis.NotConfigured() ->
                    throw new ResponseStatusException(
                            HttpStatus.NOT_FOUND,
                            "Set PORTCULLIS_METRICS_URL or PORTCULLIS_METRICS_PROMETHEUS");
            case Diagnosis.Unreachable(var why) ->
                    throw new ResponseStatusException(HttpStatus.BAD_GATEWAY, why);
        };
    }
}
