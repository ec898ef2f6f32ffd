package dev.portcullis.lab.api;

import static java.util.Objects.requireNonNull;

import java.util.List;

/** A request the API refuses, in the words of a Kubernetes {@code Status}. */
public final class ApiException extends RuntimeException {

    private static final long serialVersionUID = 1;

    /** Why one field was refused: the path ({@code spec.replicas}), the reason and the sentence. */
    public record Cause(String field, String reason, String message) {
        public Cause {
            requireNonNull(field, "field is null");
            requireNonNull(reason, "reason is null");
            requireNonNull(message, "message is null");
        }
    }

    /** What was refused; every part may be empty. */
    record About(String group, String resource, String name) {
        static final About NOTHING = new About("", "", "");

        static About of(Kind kind, String name) {
            return new About(kind.group(), kind.plural(), name);
        }
    }

    private final int code;
    private final String reason;
    private final transient About about;
    private final transient List<Cause> causes;

    ApiException(int code, String reason, String message, About about, List<Cause> causes) {
        super(message, null, false, false);
        this.code = code;
        this.reason = reason;
        this.about = about;
        this.causes = List.copyOf(causes);
    }

    /** The HTTP status, such as 404. */
    public int code() {
        return code;
    }

    /** The machine-readable reason, such as {@code NotFound}. */
    public String reason() {
        return reason;
    }

    public boolean isNotFound() {
        return code == 404;
    }

    /** Someone changed the object first, or it exists already. */
    public boolean isConflict() {
        return code == 409;
    }

    public List<Cause> causes() {
        return causes;
    }

    About about() {
        return about;
    }

    static ApiException of(int code, String reason, String message) {
        return new ApiException(code, reason, message, About.NOTHING, List.of());
    }

    static ApiException badRequest(String message) {
        return of(400, "BadRequest", message);
    }

    static ApiException notFound(Kind kind, String name) {
        return new ApiException(
                404,
                "NotFound",
                "%s \"%s\" not found".formatted(kind.groupResource(), name),
                About.of(kind, name),
                List.of());
    }

    static ApiException alreadyExists(Kind kind, String name) {
        return new ApiException(
                409,
                "AlreadyExists",
                "%s \"%s\" already exists".formatted(kind.groupResource(), name),
                About.of(kind, name),
                List.of());
    }

    static ApiException conflict(Kind kind, String name, String why) {
        return new ApiException(
                409,
                "Conflict",
                "Operation cannot be fulfilled on %s \"%s\": %s"
                        .formatted(kind.groupResource(), name, why),
                About.of(kind, name),
                List.of());
    }

    static ApiException modified(Kind kind, String name) {
        return conflict(
                kind,
                name,
                "the object has been modified; please apply your changes to the latest version and"
                        + " try again");
    }

    static ApiException forbidden(Kind kind, String name, String why) {
        return new ApiException(
                403,
                "Forbidden",
                "%s \"%s\" is forbidden: %s".formatted(kind.groupResource(), name, why),
                About.of(kind, name),
                List.of());
    }

    static ApiException invalid(Kind kind, String name, List<Cause> causes) {
        var said = causes.stream().map(cause -> cause.field() + ": " + cause.message()).toList();
        var list = said.size() == 1 ? said.getFirst() : said.toString();
        return new ApiException(
                422,
                "Invalid",
                "%s \"%s\" is invalid: %s".formatted(kind.kind(), name, list),
                new About(kind.group(), kind.kind(), name),
                causes);
    }

    static ApiException invalid(Kind kind, String name, String field, String message) {
        return invalid(kind, name, List.of(new Cause(field, "FieldValueInvalid", message)));
    }

    static ApiException gone(String message) {
        return of(410, "Expired", message);
    }
}
