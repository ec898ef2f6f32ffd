package dev.portcullis.lab.api;

import java.io.IOException;

/** Server-side apply: the body is all its manager has an opinion on. */
final class ApplyVerb {

    private final Store store;

    ApplyVerb(Store store) {
        this.store = store;
    }

    void answer(Call call, Target target) throws IOException {
        var kind = target.kind();
        if (call.query().get("fieldManager").isEmpty()) {
            throw ApiException.badRequest(
                    "PatchOptions.meta.k8s.io \"\" is invalid: fieldManager: Required value: is"
                            + " required for apply patch");
        }
        var applied =
                Bodies.object(Bodies.tree(Bodies.bytes(call.request()), true, call.strictness()));
        Envelope.fit(target, applied);
        Validation.check(call, kind, applied);
        boolean dryRun = call.query().isDryRun();
        if (store.peek(kind, target.namespace(), target.name()) == null) {
            var created = store.create(applied, dryRun);
            call.send(201, Views.of(call).one(kind, created));
            return;
        }
        var outcome =
                store.write(
                        kind,
                        target.namespace(),
                        target.name(),
                        Store.Part.ALL_BUT_STATUS,
                        dryRun,
                        old -> StrategicPatch.apply(kind, old, applied.deepCopy()));
        call.send(200, Views.of(call).one(kind, outcome.object()));
    }
}
