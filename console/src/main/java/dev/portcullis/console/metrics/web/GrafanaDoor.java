package dev.portcullis.console.metrics.web;

import dev.portcullis.console.access.CurrentUser;
import dev.portcullis.console.metrics.GrafanaGate;
import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Grafana under the console's own address, and the keys it checks the console's tokens by. */
@RestController
@Hidden
class GrafanaDoor {
    private final GrafanaGate gate;
    private final CurrentUser user;

    GrafanaDoor(GrafanaGate gate, CurrentUser user) {
        this.gate = gate;
        this.user = user;
    }

    @GetMapping(value = "/.well-known/jwks.json", produces = MediaType.APPLICATION_JSON_VALUE)
    String keys() {
        return gate.keys();
    }

    @RequestMapping("/grafana/**")
    @Nullable ResponseEntity<ProblemDetail> pass(
            HttpServletRequest request, HttpServletResponse response) throws IOException {
        var refusal = gate.pass(user.require().name(), request, response);
        if (refusal.isEmpty()) {
            return null;
        }
        var problem = ProblemDetail.forStatusAndDetail(refusal.get().status(), refusal.get().why());
        return ResponseEntity.status(refusal.get().status())
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(problem);
    }
}
