package dev.portcullis.lab.api;

import java.io.IOException;
import tools.jackson.databind.node.ObjectNode;

/** Answers apply patches: the body is all its manager has an opinion on. */
final class ApplyVerb {

    private final Store store;

    ApplyVerb(Store store) {
        this.store = store;
    }

    void answer(Call call, Target target) throws IOException {
        var kind = target.kind();
        if (call.query().get("fieldManager").isEmpty()) {
            throw ApiException.of(
                    422,
                    "Invalid",
                    "PatchOptions.meta.k8s.io \"\" is invalid: fieldManager: Required value: is"
                            + " required for apply patch");
        }
        if (target.subresource().equals("scale")) {
            throw ApiException.of(
                    415, "UnsupportedMediaType", "a scale cannot be applied; apply the object");
        }
        var applied =
                Bodies.object(Bodies.tree(Bodies.bytes(call.request()), true, call.strictness()));
        Envelope.fit(target, applied);
        if (!applied.path("metadata").path("managedFields").isEmpty()) {
            throw ApiException.badRequest("metadata.managedFields must be nil");
        }
        Validation.checkForms(call, kind, applied);
        boolean status = target.subresource().equals("status");
        narrow(kind, applied, status);
        var apply =
                new Apply(
                        kind,
                        ManagedFields.Manager.applying(call.fieldManager(), target.subresource()),
                        call.query().isTrue("force"));
        var answered =
                status ? update(call, target, apply, applied) : write(call, target, apply, applied);
        call.send(answered.created() ? 201 : 200, Views.of(call).one(kind, answered.object()));
    }

    private record Answer(boolean created, ObjectNode object) {}

    /** Creates or merges; begins again if the object came or went in between. */
    private Answer write(Call call, Target target, Apply apply, ObjectNode applied) {
        while (true) {
            var kind = target.kind();
            try {
                if (store.peek(kind, target.namespace(), target.name()) != null) {
                    return update(call, target, apply, applied);
                }
                if (!Meta.resourceVersion(applied).isEmpty() || !Meta.uid(applied).isEmpty()) {
                    throw ApiException.notFound(kind, target.name());
                }
                var object = apply.create(applied.deepCopy());
                Validation.check(call, kind, object);
                return new Answer(true, store.create(object, call.query().isDryRun()));
            } catch (ApiException raced) {
                boolean came = raced.reason().equals("AlreadyExists");
                boolean went =
                        raced.isNotFound()
                                && raced.about().equals(ApiException.About.of(kind, target.name()))
                                && Meta.resourceVersion(applied).isEmpty()
                                && Meta.uid(applied).isEmpty();
                if (!came && !went) {
                    throw raced;
                }
            }
        }
    }

    private Answer update(Call call, Target target, Apply apply, ObjectNode applied) {
        var kind = target.kind();
        var outcome =
                store.write(
                        kind,
                        target.namespace(),
                        target.name(),
                        target.subresource().equals("status")
                                ? Store.Part.STATUS
                                : Store.Part.ALL_BUT_STATUS,
                        call.query().isDryRun(),
                        live -> {
                            var next = apply.merge(live, applied.deepCopy());
                            Validation.check(call, kind, next);
                            return next;
                        });
        return new Answer(false, outcome.object());
    }

    /** Through the status only the status is applied, through the object all but it. */
    private static void narrow(Kind kind, ObjectNode applied, boolean status) {
        if (status) {
            applied.retain("apiVersion", "kind", "metadata", "status");
            Meta.of(applied).retain("name", "namespace", "uid", "resourceVersion");
        } else if (kind.has(Kind.Trait.STATUS)) {
            applied.remove("status");
        }
    }
}
