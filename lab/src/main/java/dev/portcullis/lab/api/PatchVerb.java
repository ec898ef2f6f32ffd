package dev.portcullis.lab.api;

import java.io.IOException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Changes an object by a JSON, merge, strategic merge or apply patch. */
final class PatchVerb {

    private final Store store;
    private final ApplyVerb apply;

    PatchVerb(Store store) {
        this.store = store;
        this.apply = new ApplyVerb(store);
    }

    void answer(Call call, Target target) throws IOException {
        var type = call.contentType();
        if (type.equals("application/apply-patch+yaml")) {
            apply.answer(call, target);
            return;
        }
        var kind = target.kind();
        if (!type.equals("application/json-patch+json")
                && !type.equals("application/merge-patch+json")
                && !(type.equals("application/strategic-merge-patch+json")
                        && !kind.group().equals("cilium.io"))) {
            throw unsupported();
        }
        var patch = Bodies.tree(Bodies.bytes(call.request()), false, call.strictness());
        boolean dryRun = call.query().isDryRun();
        boolean scale = target.subresource().equals("scale");
        var part =
                target.subresource().equals("status")
                        ? Store.Part.STATUS
                        : Store.Part.ALL_BUT_STATUS;
        var outcome =
                store.write(
                        kind,
                        target.namespace(),
                        target.name(),
                        part,
                        dryRun,
                        old -> {
                            var next =
                                    scale
                                            ? Scale.apply(
                                                    kind,
                                                    old.deepCopy(),
                                                    patched(kind, type, Scale.of(old), patch))
                                            : patched(kind, type, old.deepCopy(), patch);
                            if (!scale) {
                                Envelope.fit(target, next);
                                Validation.check(call, kind, next);
                            }
                            return Ownership.updated(
                                    kind, old, next, call.fieldManager(), target.subresource());
                        });
        call.send(
                200,
                scale ? Scale.of(outcome.object()) : Views.of(call).one(kind, outcome.object()));
    }

    private static ObjectNode patched(Kind kind, String type, ObjectNode old, JsonNode patch) {
        return switch (type) {
            case "application/json-patch+json" -> JsonPatch.apply(old, patch);
            case "application/merge-patch+json" -> MergePatch.apply(old, Bodies.object(patch));
            default -> StrategicPatch.apply(kind, old, Bodies.object(patch.deepCopy()));
        };
    }

    private static ApiException unsupported() {
        return ApiException.of(
                415,
                "UnsupportedMediaType",
                "the body of the request was in an unknown format - accepted media types include:"
                        + " application/json-patch+json, application/merge-patch+json,"
                        + " application/apply-patch+yaml, and for built-in kinds"
                        + " application/strategic-merge-patch+json");
    }
}
