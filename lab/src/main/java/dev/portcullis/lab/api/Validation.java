package dev.portcullis.lab.api;

import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/**
 * Checks an object before it is kept: the forms of its fields, what must be there, labels, the rules
 * of its kind, and policies by the parser that later decides with them.
 */
final class Validation {

    private static final int MOST_NAMED = 10;

    private Validation() {}

    /** Checks only what may be said of a part of an object: its fields and their forms. */
    static void checkForms(Call call, Kind kind, ObjectNode object) {
        forms(call, kind, object);
    }

    /** Refuses what is wrong. Fields nobody knows are refused, warned of or ignored, and left out. */
    static void check(Call call, Kind kind, ObjectNode object) {
        var check = forms(call, kind, object);
        if (!check.missing().isEmpty()) {
            throw ApiException.invalid(
                    kind, Meta.name(object), check.missing().stream().limit(MOST_NAMED).toList());
        }
        Labels.check(kind, object);
        KindRules.check(kind, object);
        PolicyCheck.check(call, kind, object);
    }

    private static SchemaCheck forms(Call call, Kind kind, ObjectNode object) {
        var check = SchemaCheck.of(kind, object);
        if (!check.wrong().isEmpty()) {
            throw unreadable(kind, some(check.wrong()));
        }
        var unknown = check.unknown().stream().map(SchemaCheck.Unknown::path).toList();
        handleUnknown(call, kind, unknown);
        check.unknown().forEach(field -> field.owner().remove(field.field()));
        return check;
    }

    /** What becomes of unknown fields, by the strictness the client asks for. */
    static void handleUnknown(Call call, Kind kind, List<String> paths) {
        if (paths.isEmpty()) {
            return;
        }
        var sentences = paths.stream().map("unknown field \"%s\""::formatted).toList();
        switch (call.strictness()) {
            case STRICT -> throw unreadable(kind, "strict decoding error: " + some(sentences));
            case WARN -> sentences.forEach(call::warn);
            case IGNORE -> {}
        }
    }

    private static ApiException unreadable(Kind kind, String why) {
        return ApiException.badRequest(
                "%s in version \"%s\" cannot be handled as a %s: %s"
                        .formatted(kind.kind(), kind.version(), kind.kind(), why));
    }

    private static String some(List<String> sentences) {
        var shown = String.join(", ", sentences.stream().limit(MOST_NAMED).toList());
        return sentences.size() > MOST_NAMED
                ? shown + " and %d more".formatted(sentences.size() - MOST_NAMED)
                : shown;
    }
}
