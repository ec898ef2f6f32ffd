package dev.portcullis.userservice.web;

import dev.portcullis.userservice.web.Problems.FieldError;
import java.util.List;

/** A request that cannot be understood, with every field that is wrong. */
final class InvalidRequest extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<FieldError> errors;

    InvalidRequest(List<FieldError> errors) {
        super("the request is not valid");
        this.errors = List.copyOf(errors);
    }

    InvalidRequest(String field, String message) {
        this(List.of(new FieldError(field, message)));
    }

    List<FieldError> errors() {
        return errors;
    }
}
