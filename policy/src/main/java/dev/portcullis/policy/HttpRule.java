package dev.portcullis.policy;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;

/**
 * What an HTTP request must be like. Path, method and host are regular expressions that must match
 * as a whole; an absent one asks nothing. Every header asked for must be there.
 */
public record HttpRule(
        Optional<String> path,
        Optional<String> method,
        Optional<String> host,
        List<String> headers,
        List<HeaderMatch> headerMatches) {

    public HttpRule {
        requireNonNull(path, "path is null");
        requireNonNull(method, "method is null");
        requireNonNull(host, "host is null");
        headers = List.copyOf(headers);
        headerMatches = List.copyOf(headerMatches);
    }

    /** A rule about method and path alone. */
    public static HttpRule of(String method, String path) {
        return new HttpRule(
                Optional.of(path), Optional.of(method), Optional.empty(), List.of(), List.of());
    }

    /**
     * One of {@code headerMatches}. {@code mismatch} says what becomes of a request without it:
     * empty refuses it, the actions let it pass and change or log it.
     */
    public record HeaderMatch(
            String name,
            Optional<String> value,
            Optional<Object> secret,
            Optional<Mismatch> mismatch) {

        public HeaderMatch {
            requireNonNull(name, "name is null");
        }
    }

    /** What to do with a request whose header differs, instead of refusing it. */
    public enum Mismatch {
        LOG,
        ADD,
        DELETE,
        REPLACE
    }
}
