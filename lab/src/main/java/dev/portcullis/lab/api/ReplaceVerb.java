package dev.portcullis.lab.api;

import java.io.IOException;

/** Puts the body of a PUT in the place of an object, its status or its scale. */
final class ReplaceVerb {

    private final Store store;

    ReplaceVerb(Store store) {
        this.store = store;
    }

    void answer(Call call, Target target) throws IOException {
        var kind = target.kind();
        var body = call.body();
        boolean dryRun = call.query().isDryRun();
        if (target.subresource().equals("scale")) {
            Scale.fit(target, body);
            var outcome =
                    store.write(
                            kind,
                            target.namespace(),
                            target.name(),
                            Store.Part.ALL_BUT_STATUS,
                            dryRun,
                            old ->
                                    Ownership.updated(
                                            kind,
                                            old,
                                            Scale.apply(kind, old.deepCopy(), body),
                                            call.fieldManager(),
                                            "scale"));
            call.send(200, Scale.of(outcome.object()));
            return;
        }
        Envelope.fit(target, body);
        Validation.check(call, kind, body);
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
                        old ->
                                Ownership.updated(
                                        kind,
                                        old,
                                        body.deepCopy(),
                                        call.fieldManager(),
                                        target.subresource()));
        call.send(200, Views.of(call).one(kind, outcome.object()));
    }
}
