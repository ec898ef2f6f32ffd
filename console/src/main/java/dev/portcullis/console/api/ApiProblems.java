package dev.portcullis.console.api;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.exc.InvalidFormatException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/** Turns what goes wrong before or in a controller into problems a caller can act on. */
@RestControllerAdvice(annotations = RestController.class)
class ApiProblems extends ResponseEntityExceptionHandler {

    @Override
    protected @Nullable ResponseEntity<Object> handleHttpMessageNotReadable(
            HttpMessageNotReadableException e,
            HttpHeaders headers,
            HttpStatusCode status,
            WebRequest request) {
        var problem = ProblemDetail.forStatusAndDetail(HttpStatus.BAD_REQUEST, detail(e));
        problem.setTitle("The body cannot be read");
        if (e.getCause() instanceof DatabindException cause) {
            problem.setProperty("field", field(cause));
        }
        return handleExceptionInternal(e, problem, headers, HttpStatus.BAD_REQUEST, request);
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> refused(BadRequestException e) {
        var problem = ProblemDetail.forStatusAndDetail(HttpStatus.BAD_REQUEST, e.getMessage());
        problem.setTitle("The request makes no sense");
        problem.setProperty("field", e.field());
        return ResponseEntity.badRequest().body(problem);
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> denied(AccessDeniedException e) {
        var problem =
                ProblemDetail.forStatusAndDetail(
                        HttpStatus.FORBIDDEN, "Your role does not allow this.");
        problem.setTitle("Not permitted");
        return ResponseEntity.status(HttpStatus.FORBIDDEN).body(problem);
    }

    private static String detail(HttpMessageNotReadableException e) {
        return switch (e.getCause()) {
            case UnrecognizedPropertyException unknown ->
                    "There is no field %s. Fields here: %s."
                            .formatted(field(unknown), unknown.getKnownPropertyIds());
            case InvalidFormatException wrong ->
                    "The field %s cannot hold this value; it wants a %s."
                            .formatted(
                                    field(wrong),
                                    wrong.getTargetType()
                                            .getSimpleName()
                                            .toLowerCase(java.util.Locale.ROOT));
            case DatabindException wrong ->
                    "The field %s has the wrong type.".formatted(field(wrong));
            case JacksonException broken when broken.getLocation() != null ->
                    "This is not JSON: look at line %d, column %d."
                            .formatted(
                                    broken.getLocation().getLineNr(),
                                    broken.getLocation().getColumnNr());
            case null, default -> "Send a JSON object.";
        };
    }

    private static String field(DatabindException e) {
        var path = new StringBuilder();
        for (var step : e.getPath()) {
            if (step.getPropertyName() == null) {
                path.append('[').append(step.getIndex()).append(']');
            } else {
                path.append(path.isEmpty() ? "" : ".").append(step.getPropertyName());
            }
        }
        return path.toString();
    }
}
