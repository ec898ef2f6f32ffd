package dev.portcullis.lab.controllers;

import dev.portcullis.lab.api.Kind;
import dev.portcullis.lab.api.Store;
import dev.portcullis.lab.objects.Fields;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Tells people what happened to an object, as {@code kubectl describe} shows it. The same news again only counts up. */
public final class Events {

    private static final int KEPT = 400;

    private final Store store;
    private final Clock clock;
    private final Deque<String[]> order = new ArrayDeque<>();

    public Events(Store store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /** Something that went as it should. */
    public void normal(JsonNode object, String component, String reason, String message) {
        tell("Normal", object, component, reason, message);
    }

    /** Something that did not. */
    public void warning(JsonNode object, String component, String reason, String message) {
        tell("Warning", object, component, reason, message);
    }

    private synchronized void tell(
            String type, JsonNode object, String component, String reason, String message) {
        String namespace =
                Fields.namespace(object).isEmpty() ? "default" : Fields.namespace(object);
        String name =
                Fields.name(object)
                        + "."
                        + Integer.toHexString(Objects.hash(Fields.uid(object), reason, message));
        String now = clock.instant().truncatedTo(ChronoUnit.SECONDS).toString();
        Optional<ObjectNode> before = store.get(Kind.EVENT, namespace, name);
        if (before.isPresent()) {
            store.update(
                    Kind.EVENT,
                    namespace,
                    name,
                    event -> {
                        event.put("count", Fields.number(event.path("count"), 1) + 1);
                        event.put("lastTimestamp", now);
                        return event;
                    });
            return;
        }
        ObjectNode event = Fields.object("v1", "Event", namespace, name);
        event.putObject("involvedObject")
                .put("apiVersion", Fields.text(object.path("apiVersion")))
                .put("kind", Fields.text(object.path("kind")))
                .put("namespace", Fields.namespace(object))
                .put("name", Fields.name(object))
                .put("uid", Fields.uid(object));
        event.put("type", type).put("reason", reason).put("message", message).put("count", 1);
        event.put("firstTimestamp", now).put("lastTimestamp", now);
        event.putObject("source").put("component", component);
        event.put("reportingComponent", component);
        store.create(event);
        order.add(new String[] {namespace, name});
        if (order.size() > KEPT) {
            String[] oldest = order.remove();
            store.delete(Kind.EVENT, oldest[0], oldest[1]);
        }
    }
}
