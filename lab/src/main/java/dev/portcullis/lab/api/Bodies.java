package dev.portcullis.lab.api;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLFactory;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** Reads what clients send, and refuses early what is too long, too deep or no JSON or YAML. */
final class Bodies {

    /** Bytes a request may have, as the real API server allows. */
    static final int LONGEST = 3 << 20;

    static final int DEEPEST = 100;

    private static final StreamReadConstraints CONSTRAINTS =
            StreamReadConstraints.builder()
                    .maxNestingDepth(DEEPEST)
                    .maxDocumentLength(LONGEST)
                    .maxStringLength(LONGEST)
                    .maxNumberLength(400)
                    .build();
    private static final JsonFactory JSON_FACTORY =
            JsonFactory.builder().streamReadConstraints(CONSTRAINTS).build();
    private static final ObjectMapper JSON =
            JsonMapper.builder(JSON_FACTORY)
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .build();
    private static final ObjectMapper STRICT_JSON =
            JsonMapper.builder(
                            JsonFactory.builder()
                                    .streamReadConstraints(CONSTRAINTS)
                                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                                    .build())
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .build();
    private static final ObjectMapper YAML =
            YAMLMapper.builder(
                            YAMLFactory.builder()
                                    .streamReadConstraints(CONSTRAINTS)
                                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                                    .build())
                    .build();

    private Bodies() {}

    /** The whole body; refused with 413 if it is longer than {@link #LONGEST}. */
    static byte[] bytes(HttpServletRequest request) throws IOException {
        if (request.getContentLengthLong() > LONGEST) {
            throw tooLong();
        }
        var bytes = request.getInputStream().readNBytes(LONGEST + 1);
        if (bytes.length > LONGEST) {
            throw tooLong();
        }
        return bytes;
    }

    static JsonNode tree(byte[] bytes, boolean yaml, Strictness strictness) {
        if (!yaml || looksLikeJson(bytes)) {
            requireShallow(bytes);
            return parse(strictness == Strictness.STRICT ? STRICT_JSON : JSON, bytes, "JSON");
        }
        return parse(YAML, bytes, "YAML");
    }

    static ObjectNode object(JsonNode tree) {
        if (tree instanceof ObjectNode object) {
            return object;
        }
        throw ApiException.badRequest(
                "the body must be an object, not "
                        + tree.getNodeType().name().toLowerCase(Locale.ROOT));
    }

    private static JsonNode parse(ObjectMapper mapper, byte[] bytes, String format) {
        try {
            var tree = mapper.readTree(bytes);
            if (tree == null || tree.isMissingNode()) {
                throw ApiException.badRequest("the body is empty");
            }
            return tree;
        } catch (JacksonException e) {
            var place = e.getLocation();
            var where =
                    place == null || place.getLineNr() < 1
                            ? ""
                            : " at line %d, column %d"
                                    .formatted(place.getLineNr(), place.getColumnNr());
            throw ApiException.badRequest(
                    "the body is not valid %s%s: %s"
                            .formatted(format, where, firstLine(e.getOriginalMessage())));
        } catch (RuntimeException e) {
            if (e instanceof ApiException refused) {
                throw refused;
            }
            // The YAML scanner throws its own kinds for a few broken inputs.
            throw ApiException.badRequest(
                    "the body is not valid " + format + ": " + firstLine(e.getMessage()));
        }
    }

    /** Counts brackets outside texts, which costs nothing beside parsing. */
    private static void requireShallow(byte[] bytes) {
        int depth = 0;
        boolean text = false;
        for (int i = 0; i < bytes.length; i++) {
            byte at = bytes[i];
            if (text) {
                if (at == '\\') {
                    i++;
                } else if (at == '"') {
                    text = false;
                }
            } else if (at == '"') {
                text = true;
            } else if (at == '{' || at == '[') {
                if (++depth > DEEPEST) {
                    throw ApiException.badRequest(
                            "the body is nested deeper than %d levels".formatted(DEEPEST));
                }
            } else if (at == '}' || at == ']') {
                depth--;
            }
        }
    }

    private static boolean looksLikeJson(byte[] bytes) {
        for (byte at : bytes) {
            if (at == '{') {
                return true;
            }
            if (at != ' ' && at != '\t' && at != '\r' && at != '\n') {
                return false;
            }
        }
        return false;
    }

    private static String firstLine(@Nullable String message) {
        if (message == null) {
            return "it cannot be read";
        }
        var line = message.lines().findFirst().orElse("");
        return line.length() > 200 ? line.substring(0, 200) + "…" : line;
    }

    private static ApiException tooLong() {
        return ApiException.of(
                413,
                "RequestEntityTooLarge",
                "Request entity too large: limit is %d".formatted(LONGEST));
    }
}
