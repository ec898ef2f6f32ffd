package dev.portcullis.lab.api;

import java.io.IOException;

/** Creates an object from the body of a POST. */
final class CreateVerb {

    private final Store store;

    CreateVerb(Store store) {
        this.store = store;
    }

    void answer(Call call, Target target) throws IOException {
        var object = call.body();
        Envelope.fit(target, object);
        Validation.check(call, target.kind(), object);
        if (target.kind().has(Kind.Trait.STATUS)) {
            object.remove("status");
        }
        Ownership.created(target.kind(), object, call.fieldManager());
        var created = store.create(object, call.query().isDryRun());
        call.send(201, Views.of(call).one(target.kind(), created));
    }
}
