package dev.portcullis.userservice.web;

import dev.portcullis.userservice.users.Passwords;
import dev.portcullis.userservice.web.Problems.FieldError;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.jdbc.BadSqlGrammarException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionSystemException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.exc.InvalidFormatException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/** Turns what went wrong into a problem. What is inside, such as SQL and stack traces, stays inside. */
@RestControllerAdvice
class ProblemAdvice extends ResponseEntityExceptionHandler {

    private static final Logger LOG = LoggerFactory.getLogger(ProblemAdvice.class);

    @ExceptionHandler
    ResponseEntity<Object> invalid(InvalidRequest invalid) {
        return Problems.invalid(invalid.errors());
    }

    @ExceptionHandler({
        DataAccessResourceFailureException.class,
        RecoverableDataAccessException.class,
        TransientDataAccessException.class,
        CannotCreateTransactionException.class,
        TransactionSystemException.class
    })
    ResponseEntity<Object> unavailable(Exception away) {
        LOG.debug("The database cannot be reached", away);
        return Problems.unavailable("Nothing was changed, as far as is known; try again shortly");
    }

    @ExceptionHandler
    ResponseEntity<Object> unreadable(JacksonException json) {
        return Problems.invalid(List.of(error(json)));
    }

    /** 42S02, no such table: the migrations have not come so far. */
    @ExceptionHandler
    ResponseEntity<Object> grammar(BadSqlGrammarException wrong) {
        SQLException sql = wrong.getSQLException();
        return sql != null && "42S02".equals(sql.getSQLState())
                ? Problems.unavailable("The tables are not up to date yet; try again shortly")
                : unexpected(wrong);
    }

    @ExceptionHandler
    ResponseEntity<Object> busy(Passwords.Busy busy) {
        return Problems.unavailable("Too many passwords are being hashed; try again shortly");
    }

    @ExceptionHandler
    ResponseEntity<Object> unexpected(Exception unexpected) {
        String reference = HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextInt());
        LOG.error("Unexpected ({})", reference, unexpected);
        return Problems.unexpected(reference);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleHttpMessageNotReadable(
            HttpMessageNotReadableException unreadable,
            HttpHeaders headers,
            HttpStatusCode status,
            WebRequest request) {
        for (Throwable cause = unreadable; cause != null; cause = cause.getCause()) {
            if (cause instanceof BodyLimit.TooLarge) {
                return ResponseEntity.status(413).body(BodyLimit.problem());
            }
            if (cause instanceof JacksonException json) {
                return Problems.invalid(List.of(error(json)));
            }
        }
        return Problems.invalid("body", "is missing; send a JSON object");
    }

    private static FieldError error(JacksonException json) {
        return switch (json) {
            case UnrecognizedPropertyException unknown ->
                    new FieldError(unknown.getPropertyName(), "is not a field of a user");
            case InvalidFormatException wrong when wrong.getTargetType().isEnum() ->
                    new FieldError(path(wrong), "must be one of " + names(wrong.getTargetType()));
            case StreamReadException broken ->
                    new FieldError(
                            "body",
                            "is not JSON: line "
                                    + broken.getLocation().getLineNr()
                                    + ", column "
                                    + broken.getLocation().getColumnNr());
            case DatabindException wrong -> new FieldError(path(wrong), "has the wrong type");
            default -> new FieldError("body", "cannot be read");
        };
    }

    private static String path(DatabindException wrong) {
        StringBuilder path = new StringBuilder();
        for (JacksonException.Reference step : wrong.getPath()) {
            String name = step.getPropertyName();
            path.append(path.isEmpty() ? "" : ".").append(name == null ? step.getIndex() : name);
        }
        return path.isEmpty() ? "body" : path.toString();
    }

    private static String names(Class<?> type) {
        return String.join(
                ", ",
                java.util.Arrays.stream(type.getEnumConstants())
                        .map(Object::toString)
                        .toArray(String[]::new));
    }
}
