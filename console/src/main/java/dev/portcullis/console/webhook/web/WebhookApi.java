package dev.portcullis.console.webhook.web;

import dev.portcullis.console.access.CurrentUser;
import dev.portcullis.console.webhook.Delivery;
import dev.portcullis.console.webhook.Webhook;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The webhook for programs. */
@RestController
@RequestMapping("/api/v1/webhook")
@Tag(name = "webhook")
class WebhookApi {
    private final Webhook webhook;
    private final CurrentUser user;

    WebhookApi(Webhook webhook, CurrentUser user) {
        this.webhook = webhook;
        this.user = user;
    }

    /**
     * How the webhook stands.
     *
     * @param target without its path; null if it is off
     * @param problem why nothing is told; null if all is well
     */
    record State(
            @Nullable String target,
            @Nullable String problem,
            int waiting,
            List<Delivery> deliveries) {}

    @GetMapping
    @Operation(summary = "Read how the webhook stands, and what was told, the newest first")
    State read() {
        return new State(
                webhook.target().orElse(null),
                webhook.problem().orElse(null),
                webhook.waiting(),
                webhook.newest());
    }

    @PostMapping("/test")
    @Operation(summary = "Tell the receiver that this is a test")
    ResponseEntity<Object> test() {
        return webhook.test(user.require())
                .<ResponseEntity<Object>>map(
                        why -> {
                            var problem =
                                    ProblemDetail.forStatusAndDetail(HttpStatus.CONFLICT, why);
                            problem.setTitle("Nothing was sent");
                            return ResponseEntity.status(HttpStatus.CONFLICT)
                                    .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                                    .body(problem);
                        })
                .orElseGet(() -> ResponseEntity.accepted().build());
    }
}
