package dev.portcullis.console.policies.web;

import dev.portcullis.console.access.CurrentUser;
import dev.portcullis.console.api.BadRequestException;
import dev.portcullis.console.policies.ApplyRequest;
import dev.portcullis.console.policies.ApplyResult;
import dev.portcullis.console.policies.Policies;
import dev.portcullis.console.policies.PolicyAuthoring;
import dev.portcullis.console.policies.PolicyAuthoring.TextProblem;
import dev.portcullis.console.policies.ToggleRequest;
import dev.portcullis.console.questions.ChangePreview;
import dev.portcullis.policy.PolicyId;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Policies as text: check them, preview them, apply them. */
@RestController
@Tag(name = "policies")
class PolicyTextApi {
    private final Policies policies;
    private final PolicyAuthoring authoring;
    private final CurrentUser users;

    PolicyTextApi(Policies policies, PolicyAuthoring authoring, CurrentUser users) {
        this.policies = policies;
        this.authoring = authoring;
        this.users = users;
    }

    /**
     * A text.
     *
     * @param yaml one or more policies
     * @param basedOn the version each policy had when the text was begun, by {@code
     *     kind/namespace/name}; one that is not named must not exist
     * @param reason why it shall be applied; 1 to 500 characters, goes to the audit log
     */
    record PolicyText(
            @Nullable String yaml,
            @Nullable Map<String, String> basedOn,
            @Nullable String reason) {}

    /**
     * What is to be said of a text. Nothing was changed.
     *
     * @param acceptable whether the cluster would take it
     * @param refusal why not; null if it would
     * @param problems what the engine finds, by lines
     */
    record Checked(boolean acceptable, @Nullable String refusal, List<TextProblem> problems) {}

    /** What was written, and the command that does the same by hand. */
    record Written(List<String> policies, String kubectl) {}

    @PostMapping("/api/v1/policies/check")
    @Operation(summary = "Check a text in the engine and, as a dry run, in the cluster")
    Checked check(@RequestBody PolicyText text) {
        var yaml = yaml(text);
        var refusal =
                switch (policies.check(yaml, basedOn(text))) {
                    case ApplyResult.Acceptable _, ApplyResult.Applied _ ->
                            Optional.<String>empty();
                    case ApplyResult.Unreadable unreadable ->
                            Optional.of(unreadable.problems().getFirst().toString());
                    case ApplyResult.Conflict conflict -> Optional.of(sentence(conflict));
                    case ApplyResult.Refused refused -> Optional.of(refused.sentence());
                };
        return new Checked(refusal.isEmpty(), refusal.orElse(null), authoring.problems(yaml));
    }

    @PostMapping("/api/v1/policies/preview")
    @Operation(
            summary = "What applying a text would change",
            description =
                    "Recorded traffic is replayed; the answer says how long it lasts and how many"
                            + " events are known to be lost."
                            + ReplayWindow.WORDS)
    ChangePreview preview(
            @RequestBody PolicyText text,
            @RequestParam(defaultValue = "now") String window,
            @RequestParam Optional<String> until) {
        return policies.preview(yaml(text), ReplayWindow.read(window, until))
                .orElseThrow(
                        () ->
                                new BadRequestException(
                                        "yaml",
                                        "This cannot be read as policies; /api/v1/policies/check"
                                                + " says where."));
    }

    @PutMapping("/api/v1/policies")
    @Operation(
            summary = "Make the cluster as a text says",
            description =
                    "409 if one of the policies has another version by now; theirs is in the"
                            + " problem, and nothing of it was written.")
    ResponseEntity<?> apply(@RequestBody PolicyText text) {
        var reason = text.reason();
        if (reason == null
                || reason.isBlank()
                || reason.strip().length() > ToggleRequest.REASON_LENGTH) {
            throw new BadRequestException(
                    "reason",
                    "The field reason must say why, in 1 to %d characters."
                            .formatted(ToggleRequest.REASON_LENGTH));
        }
        return switch (policies.apply(
                new ApplyRequest(yaml(text), reason, users.require(), basedOn(text)))) {
            case ApplyResult.Applied applied ->
                    ResponseEntity.ok(
                            new Written(
                                    applied.policies().stream().map(PolicyId::toString).toList(),
                                    applied.kubectl()));
            case ApplyResult.Acceptable _ ->
                    throw new IllegalStateException("Applying ended with a check");
            case ApplyResult.Unreadable unreadable ->
                    problem(
                            HttpStatus.UNPROCESSABLE_CONTENT,
                            "This cannot be read as policies",
                            unreadable.problems().getFirst().toString());
            case ApplyResult.Conflict conflict -> {
                var problem =
                        ProblemDetail.forStatusAndDetail(HttpStatus.CONFLICT, sentence(conflict));
                problem.setTitle("Somebody else changed it");
                problem.setProperty("version", conflict.version());
                problem.setProperty("theirs", conflict.theirs().orElse(""));
                yield ResponseEntity.status(HttpStatus.CONFLICT).body(problem);
            }
            case ApplyResult.Refused refused ->
                    problem(
                            switch (refused.why()) {
                                case MISSING -> HttpStatus.NOT_FOUND;
                                case CONFLICT -> HttpStatus.CONFLICT;
                                case FORBIDDEN -> HttpStatus.FORBIDDEN;
                                case INVALID -> HttpStatus.UNPROCESSABLE_CONTENT;
                                case UNRECORDED, SILENT -> HttpStatus.SERVICE_UNAVAILABLE;
                                case HALFWAY -> HttpStatus.BAD_GATEWAY;
                            },
                            "It was not done",
                            refused.sentence());
        };
    }

    private static ResponseEntity<ProblemDetail> problem(
            HttpStatus status, String title, String detail) {
        var problem = ProblemDetail.forStatusAndDetail(status, detail);
        problem.setTitle(title);
        return ResponseEntity.status(status).body(problem);
    }

    private static String sentence(ApplyResult.Conflict conflict) {
        return conflict.theirs().isPresent()
                ? "%s has the version %s by now, which the text is not based on."
                        .formatted(conflict.id().display(), conflict.version())
                : "%s was deleted meanwhile.".formatted(conflict.id().display());
    }

    private static String yaml(PolicyText text) {
        if (text.yaml() == null || text.yaml().isBlank()) {
            throw new BadRequestException("yaml", "The field yaml must hold policies.");
        }
        return text.yaml();
    }

    private static Map<PolicyId, String> basedOn(PolicyText text) {
        var versions = new LinkedHashMap<PolicyId, String>();
        if (text.basedOn() != null) {
            text.basedOn().forEach((name, version) -> versions.put(id(name), version));
        }
        return versions;
    }

    private static PolicyId id(String name) {
        var parts = name.split("/", -1);
        if (parts.length != 3) {
            throw new BadRequestException(
                    "basedOn", "Write kind/namespace/name; a clusterwide policy has namespace -.");
        }
        return PolicyAddress.id(parts[0], parts[1], parts[2]);
    }
}
