package dev.portcullis.lab.api;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** One request being answered. */
final class Call {

    private final HttpServletRequest request;
    private final HttpServletResponse response;
    private final Query query;
    private final List<String> warnings = new ArrayList<>();
    private String sentType = "application/json";

    Call(HttpServletRequest request, HttpServletResponse response) {
        this.request = request;
        this.response = response;
        this.query = Query.parse(request.getQueryString());
    }

    HttpServletRequest request() {
        return request;
    }

    HttpServletResponse response() {
        return response;
    }

    Query query() {
        return query;
    }

    /** What the client would like to read, such as {@code as=Table}. */
    boolean accepts(String part) {
        var accept = request.getHeader("Accept");
        return accept != null && accept.contains(part);
    }

    /** Who the client says writes: {@code fieldManager}, or the first word of its User-Agent. */
    String fieldManager() {
        var named = query.get("fieldManager");
        if (!named.isEmpty()) {
            if (named.length() > 128) {
                throw ApiException.badRequest("fieldManager is longer than 128 characters");
            }
            return named;
        }
        var agent = request.getHeader("User-Agent");
        if (agent == null || agent.isBlank()) {
            return "unknown";
        }
        var first = agent.strip().split("[/ ]", 2)[0];
        return first.length() > 128 ? first.substring(0, 128) : first;
    }

    /** The body's media type in small letters, without parameters. */
    String contentType() {
        var type = request.getContentType();
        return type == null ? "" : type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    }

    /** The body as an object; an empty object if there is none. */
    ObjectNode body() throws IOException {
        var type = contentType();
        boolean yaml =
                switch (type) {
                    case "", "application/json", "*/*" -> false;
                    case "application/yaml", "application/x-yaml", "text/yaml" -> true;
                    default ->
                            throw ApiException.of(
                                    415,
                                    "UnsupportedMediaType",
                                    "the body of the request was in an unknown format - accepted"
                                            + " media types include: application/json,"
                                            + " application/yaml");
                };
        var bytes = Bodies.bytes(request);
        if (bytes.length == 0) {
            return Trees.object();
        }
        return Bodies.object(Bodies.tree(bytes, yaml, strictness()));
    }

    Strictness strictness() {
        return switch (query.get("fieldValidation")) {
            case "Strict" -> Strictness.STRICT;
            case "Ignore" -> Strictness.IGNORE;
            default -> Strictness.WARN;
        };
    }

    /** The media type of the answer, where it is not plain JSON. */
    void contentTypeIs(String type) {
        sentType = type;
    }

    /** Adds a warning kubectl prints. */
    void warn(String text) {
        if (warnings.size() < 20) {
            warnings.add(text);
        }
    }

    void send(int code, JsonNode tree) throws IOException {
        for (var warning : warnings) {
            var clean =
                    warning.replaceAll("[^\\x20-\\x7e]", "?")
                            .replace("\\", "\\\\")
                            .replace("\"", "\\\"");
            response.addHeader("Warning", "299 - \"" + clean + "\"");
        }
        var bytes = Trees.JSON.writeValueAsBytes(tree);
        response.setStatus(code);
        response.setContentType(sentType);
        response.setContentLength(bytes.length);
        response.getOutputStream().write(bytes);
    }
}
