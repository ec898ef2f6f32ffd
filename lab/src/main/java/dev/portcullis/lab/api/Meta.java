package dev.portcullis.lab.api;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads and writes what every object has under {@code metadata}. */
final class Meta {

    /** An entry of {@code ownerReferences}. */
    record Owner(String uid, boolean blocksDeletion) {}

    private Meta() {}

    /** The object's metadata, made if it is missing or not an object. */
    static ObjectNode of(ObjectNode object) {
        return object.get("metadata") instanceof ObjectNode metadata
                ? metadata
                : object.putObject("metadata");
    }

    /** A text under metadata; empty if missing or not a text. */
    static String text(ObjectNode object, String field) {
        return textOf(object.path("metadata").path(field));
    }

    static String textOf(@Nullable JsonNode node) {
        return node != null && node.isString() ? node.stringValue() : "";
    }

    static String name(ObjectNode object) {
        return text(object, "name");
    }

    static String namespace(ObjectNode object) {
        return text(object, "namespace");
    }

    static String uid(ObjectNode object) {
        return text(object, "uid");
    }

    static String resourceVersion(ObjectNode object) {
        return text(object, "resourceVersion");
    }

    static boolean isBeingDeleted(ObjectNode object) {
        return !text(object, "deletionTimestamp").isEmpty();
    }

    /** Labels or annotations as a sorted map; what is not a text is left out. */
    static Map<String, String> strings(ObjectNode object, String field) {
        return object.path("metadata").path(field).properties().stream()
                .filter(entry -> entry.getValue().isString())
                .collect(
                        Collectors.toMap(
                                Map.Entry::getKey,
                                entry -> entry.getValue().stringValue(),
                                (first, _) -> first,
                                TreeMap::new));
    }

    static Map<String, String> labels(ObjectNode object) {
        return strings(object, "labels");
    }

    static List<Owner> owners(ObjectNode object) {
        return object.path("metadata")
                .path("ownerReferences")
                .valueStream()
                .map(
                        owner ->
                                new Owner(
                                        textOf(owner.get("uid")),
                                        owner.path("blockOwnerDeletion").asBoolean(false)))
                .filter(owner -> !owner.uid().isEmpty())
                .toList();
    }

    static boolean hasFinalizers(ObjectNode object) {
        return !object.path("metadata").path("finalizers").isEmpty();
    }

    static boolean hasFinalizer(ObjectNode object, String finalizer) {
        return object.path("metadata")
                .path("finalizers")
                .valueStream()
                .anyMatch(entry -> finalizer.equals(textOf(entry)));
    }

    static void addFinalizer(ObjectNode object, String finalizer) {
        if (!hasFinalizer(object, finalizer)) {
            of(object).withArray("finalizers").add(finalizer);
        }
    }

    static void removeFinalizer(ObjectNode object, String finalizer) {
        if (of(object).get("finalizers") instanceof ArrayNode finalizers) {
            for (int i = finalizers.size() - 1; i >= 0; i--) {
                if (finalizer.equals(textOf(finalizers.get(i)))) {
                    finalizers.remove(i);
                }
            }
            if (finalizers.isEmpty()) {
                of(object).remove("finalizers");
            }
        }
    }

    static void removeOwner(ObjectNode object, String uid) {
        if (of(object).get("ownerReferences") instanceof ArrayNode owners) {
            for (int i = owners.size() - 1; i >= 0; i--) {
                if (uid.equals(textOf(owners.get(i).get("uid")))) {
                    owners.remove(i);
                }
            }
            if (owners.isEmpty()) {
                of(object).remove("ownerReferences");
            }
        }
    }

    /** Copies a metadata field from one object to another, or removes it where it is missing. */
    static void carry(ObjectNode from, ObjectNode to, String field) {
        Optional.ofNullable(of(from).get(field))
                .ifPresentOrElse(
                        value -> of(to).set(field, value.deepCopy()), () -> of(to).remove(field));
    }
}
