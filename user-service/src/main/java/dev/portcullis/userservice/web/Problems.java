package dev.portcullis.userservice.web;

import java.net.URI;
import java.util.List;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;

/** The problems a caller can meet, as RFC 9457 has them: each with a type that a program can switch on. */
final class Problems {

    private Problems() {}

    /** A field of the request, or a header or parameter, and what is wrong with it. */
    record FieldError(String field, String message) {}

    static ResponseEntity<Object> invalid(List<FieldError> errors) {
        ProblemDetail problem =
                problem(
                        HttpStatus.BAD_REQUEST,
                        "invalid-request",
                        "The request is not valid",
                        errors.size() == 1
                                ? errors.getFirst().field() + " " + errors.getFirst().message()
                                : errors.size() + " fields are not valid; see errors");
        problem.setProperty("errors", List.copyOf(errors));
        return answer(problem);
    }

    static ResponseEntity<Object> invalid(String field, String message) {
        return invalid(List.of(new FieldError(field, message)));
    }

    static ResponseEntity<Object> notFound(String id) {
        return answer(
                problem(
                        HttpStatus.NOT_FOUND,
                        "user-not-found",
                        "There is no such user",
                        "There is no user " + id + "; it may have been deleted"));
    }

    static ResponseEntity<Object> emailTaken() {
        ProblemDetail problem =
                problem(
                        HttpStatus.CONFLICT,
                        "email-taken",
                        "The e-mail address is taken",
                        "Another user has this e-mail address");
        problem.setProperty("errors", List.of(new FieldError("email", "is taken by another user")));
        return answer(problem);
    }

    static ResponseEntity<Object> keyReused() {
        return answer(
                problem(
                        HttpStatus.UNPROCESSABLE_CONTENT,
                        "idempotency-key-reused",
                        "The Idempotency-Key was used for something else",
                        "Send a new Idempotency-Key with a new request"));
    }

    static ResponseEntity<Object> gone() {
        return answer(
                problem(
                        HttpStatus.GONE,
                        "created-and-deleted",
                        "The user was created and has been deleted",
                        "An earlier request with this Idempotency-Key created the user, and"
                                + " somebody deleted it since"));
    }

    static ResponseEntity<Object> preconditionRequired() {
        return answer(
                problem(
                        HttpStatus.PRECONDITION_REQUIRED,
                        "if-match-required",
                        "If-Match is required",
                        "Read the user first, and send its ETag as If-Match"));
    }

    static ResponseEntity<Object> stale(long version) {
        ProblemDetail problem =
                problem(
                        HttpStatus.PRECONDITION_FAILED,
                        "stale-version",
                        "Somebody else changed the user first",
                        "Read the user again, and repeat the change on what it is now");
        problem.setProperty("currentVersion", version);
        return ResponseEntity.status(problem.getStatus())
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .eTag("\"" + version + "\"")
                .body(problem);
    }

    static ResponseEntity<Object> unavailable(String detail) {
        ProblemDetail problem =
                problem(
                        HttpStatus.SERVICE_UNAVAILABLE,
                        "database-unavailable",
                        "The database cannot be reached",
                        detail);
        return ResponseEntity.status(problem.getStatus())
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .header(HttpHeaders.RETRY_AFTER, "2")
                .body(problem);
    }

    static ResponseEntity<Object> unexpected(String reference) {
        return answer(
                problem(
                        HttpStatus.INTERNAL_SERVER_ERROR,
                        "unexpected",
                        "Something unexpected happened",
                        "It is in the log of the service as " + reference));
    }

    static ProblemDetail problem(HttpStatus status, String type, String title, String detail) {
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, detail);
        problem.setType(URI.create("urn:portcullis:user-service:" + type));
        problem.setTitle(title);
        return problem;
    }

    private static ResponseEntity<Object> answer(ProblemDetail problem) {
        return ResponseEntity.status(problem.getStatus())
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(problem);
    }
}
