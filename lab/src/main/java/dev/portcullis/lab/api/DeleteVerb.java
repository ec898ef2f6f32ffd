package dev.portcullis.lab.api;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Optional;
import java.util.OptionalLong;
import tools.jackson.databind.node.ObjectNode;

/** Deletes one object, or all of a collection that match. */
final class DeleteVerb {

    private final Store store;

    DeleteVerb(Store store) {
        this.store = store;
    }

    void one(Call call, Target target) throws IOException {
        delete(call, target, options(call));
    }

    /** An eviction is a deletion asked for politely; the lab has no disruption budgets to spend. */
    void evict(Call call, Target target) throws IOException {
        var eviction = call.body();
        var options = eviction.path("deleteOptions");
        delete(
                call,
                target,
                parse(call, options instanceof ObjectNode given ? given : Trees.object()));
    }

    void collection(Call call, Target target) throws IOException {
        var options = options(call);
        var selector = Selector.of(target.kind(), call.query());
        boolean dryRun = call.query().isDryRun();
        var listed = store.snapshot(target.kind(), target.namespace());
        var deleted = new ArrayList<ObjectNode>();
        for (var object : listed.objects()) {
            if (selector.test(object)) {
                store.remove(target.kind(), target.namespace(), Meta.name(object), options, dryRun)
                        .ifPresent(outcome -> deleted.add(outcome.object()));
            }
        }
        var metadata = Trees.object();
        metadata.put("resourceVersion", Long.toString(store.revision()));
        call.send(200, Views.WHOLE.list(target.kind(), deleted, metadata));
    }

    private void delete(Call call, Target target, DeleteOptions options) throws IOException {
        var kind = target.kind();
        var outcome =
                store.remove(
                                kind,
                                target.namespace(),
                                target.name(),
                                options,
                                call.query().isDryRun())
                        .orElseThrow(() -> ApiException.notFound(kind, target.name()));
        call.send(
                200,
                outcome.exists() ? outcome.object() : Statuses.deleted(kind, outcome.object()));
    }

    private static DeleteOptions options(Call call) throws IOException {
        return parse(call, call.body());
    }

    /** The body first, then the query, as Kubernetes reads them. */
    private static DeleteOptions parse(Call call, ObjectNode body) {
        var query = call.query();
        if (body.path("dryRun").size() > 0 && !query.has("dryRun")) {
            query.setDryRun();
        }
        var grace = body.path("gracePeriodSeconds");
        if (!grace.isMissingNode() && !grace.isNull() && !grace.canConvertToLong()) {
            throw ApiException.badRequest("gracePeriodSeconds must be a whole number");
        }
        var seconds =
                grace.isNumber()
                        ? OptionalLong.of(Math.max(0, grace.longValue()))
                        : query.number("gracePeriodSeconds");
        var wanted = Meta.textOf(body.get("propagationPolicy"));
        var policy = wanted.isEmpty() ? query.get("propagationPolicy") : wanted;
        boolean orphan = body.path("orphanDependents").asBoolean(false);
        var propagation =
                switch (policy) {
                    case "" ->
                            orphan
                                    ? DeleteOptions.Propagation.ORPHAN
                                    : DeleteOptions.Propagation.BACKGROUND;
                    case "Background" -> DeleteOptions.Propagation.BACKGROUND;
                    case "Foreground" -> DeleteOptions.Propagation.FOREGROUND;
                    case "Orphan" -> DeleteOptions.Propagation.ORPHAN;
                    default ->
                            throw ApiException.of(
                                    422,
                                    "Invalid",
                                    "DeleteOptions.meta.k8s.io \"\" is invalid: propagationPolicy:"
                                            + " Unsupported value: supported values: \"Foreground\","
                                            + " \"Background\", \"Orphan\"");
                };
        return new DeleteOptions(
                seconds, propagation, text(body, "uid"), text(body, "resourceVersion"));
    }

    private static Optional<String> text(ObjectNode body, String precondition) {
        return Optional.of(Meta.textOf(body.path("preconditions").get(precondition)))
                .filter(value -> !value.isEmpty());
    }
}
