package dev.portcullis.console.questions.web;

import dev.portcullis.console.api.BadRequestException;
import dev.portcullis.console.questions.PolicyQuestions;
import dev.portcullis.console.questions.ReachMatrix;
import dev.portcullis.console.questions.SuggestQuestion;
import dev.portcullis.console.questions.SuggestedPolicies;
import dev.portcullis.console.questions.Why;
import dev.portcullis.console.questions.WhyQuestion;
import dev.portcullis.policy.flows.Recorded;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** Questions about the policies in force, answered as JSON. */
@RestController
@Tag(name = "questions")
class QuestionsApi {
    private final PolicyQuestions questions;

    QuestionsApi(PolicyQuestions questions) {
        this.questions = questions;
    }

    @GetMapping("/api/v1/explain")
    @Operation(
            summary = "Why a flow, or the traffic between two nodes, fares as it does",
            description =
                    "Give flow (Hubble's uuid), or source and destination (ids of /api/v1/map) with"
                            + " port and fared (allowed or denied) if wanted. The answer says what was"
                            + " recorded, what the policies in force say, and what could not be checked.")
    Why explain(
            @RequestParam Optional<String> flow,
            @RequestParam Optional<String> source,
            @RequestParam Optional<String> destination,
            @RequestParam Optional<@Min(0) @Max(65535) Integer> port,
            @RequestParam Optional<String> fared) {
        var question =
                flow.filter(uuid -> !uuid.isEmpty())
                        .<WhyQuestion>map(WhyQuestion.OfFlow::new)
                        .orElseGet(
                                () ->
                                        new WhyQuestion.OfEdge(
                                                wanted("source", source),
                                                wanted("destination", destination),
                                                port,
                                                fared.map(QuestionsApi::recorded)));
        return questions
                .why(question)
                .orElseThrow(
                        () ->
                                new ResponseStatusException(
                                        HttpStatus.NOT_FOUND,
                                        "No such flow is kept any more, and no pod is known that could"
                                                + " try it; /api/v1/map names the nodes"));
    }

    @GetMapping("/api/v1/reach")
    @Operation(
            summary = "Who can reach a workload on which port, beside who did",
            description = "workload is namespace/name. Counts are events of the kept flows.")
    ReachMatrix reach(@RequestParam String workload) {
        return questions
                .reach(workload)
                .orElseThrow(
                        () ->
                                new ResponseStatusException(
                                        HttpStatus.NOT_FOUND,
                                        "There is no workload of this name with a pod; write"
                                                + " namespace/name"));
    }

    @GetMapping("/api/v1/suggestions")
    @Operation(
            summary = "The least policies for what was seen to pass",
            description = "Nothing is applied. back is an ISO 8601 duration such as PT15M.")
    SuggestedPolicies suggest(
            @RequestParam String namespace,
            @RequestParam Optional<String> workload,
            @RequestParam Optional<String> back) {
        return questions.suggest(
                new SuggestQuestion(
                        namespace,
                        workload.filter(name -> !name.isEmpty()),
                        back.map(QuestionsApi::duration)));
    }

    private static String wanted(String field, Optional<String> value) {
        return value.filter(text -> !text.isEmpty())
                .orElseThrow(
                        () ->
                                new BadRequestException(
                                        field, "Give flow, or both source and destination."));
    }

    private static Recorded recorded(String word) {
        return switch (word) {
            case "allowed" -> Recorded.ALLOWED;
            case "denied" -> Recorded.DENIED;
            default ->
                    throw new BadRequestException("fared", "The field fared is allowed or denied.");
        };
    }

    private static Duration duration(String text) {
        try {
            var time = Duration.parse(text);
            if (time.isPositive()) {
                return time;
            }
        } catch (DateTimeException e) {
            // Said below, as for a time that is not positive.
        }
        throw new BadRequestException("back", "The field back is a duration such as PT15M.");
    }
}
