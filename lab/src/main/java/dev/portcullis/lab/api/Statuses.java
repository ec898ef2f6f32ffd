package dev.portcullis.lab.api;

import tools.jackson.databind.node.ObjectNode;

/** Writes {@code Status} objects, which is how Kubernetes says what went wrong or that all is well. */
final class Statuses {

    private Statuses() {}

    static ObjectNode of(ApiException refusal) {
        var status = status("Failure");
        status.put("message", refusal.getMessage());
        status.put("reason", refusal.reason());
        var about = refusal.about();
        var causes = refusal.causes();
        if (!about.equals(ApiException.About.NOTHING) || !causes.isEmpty()) {
            var details = status.putObject("details");
            put(details, "name", about.name());
            put(details, "group", about.group());
            put(details, "kind", about.resource());
            if (!causes.isEmpty()) {
                var list = details.putArray("causes");
                for (var cause : causes) {
                    list.addObject()
                            .put("reason", cause.reason())
                            .put("message", cause.message())
                            .put("field", cause.field());
                }
            }
        }
        status.put("code", refusal.code());
        return status;
    }

    /** The answer to a deletion that is complete. */
    static ObjectNode deleted(Kind kind, ObjectNode object) {
        var status = status("Success");
        var details = status.putObject("details");
        details.put("name", Meta.name(object));
        put(details, "group", kind.group());
        details.put("kind", kind.plural());
        details.put("uid", Meta.uid(object));
        return status;
    }

    private static ObjectNode status(String outcome) {
        var status = Trees.object();
        status.put("kind", "Status");
        status.put("apiVersion", "v1");
        status.putObject("metadata");
        status.put("status", outcome);
        return status;
    }

    private static void put(ObjectNode object, String field, String value) {
        if (!value.isEmpty()) {
            object.put(field, value);
        }
    }
}
