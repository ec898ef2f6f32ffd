package dev.portcullis.lab.api;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import tools.jackson.databind.node.ObjectNode;

/** Makes an object fit to be kept: what the API server sets itself, and what it never takes over. */
final class Preparation {

    private static final int GENERATE_ATTEMPTS = 8;
    private static final List<String> FIXED =
            List.of(
                    "name",
                    "namespace",
                    "generateName",
                    "uid",
                    "creationTimestamp",
                    "deletionTimestamp",
                    "deletionGracePeriodSeconds",
                    "generation",
                    "resourceVersion");

    private final Clock clock;
    private final RandomGenerator random;
    private final ClusterAddresses addresses = new ClusterAddresses();

    Preparation(Clock clock, RandomGenerator random) {
        this.clock = clock;
        this.random = random;
    }

    /** Takes note of what a kept object holds. */
    void remember(Kind kind, ObjectNode object) {
        addresses.remember(kind, object);
    }

    /** Takes note that an object is gone. */
    void forget(Kind kind, ObjectNode object) {
        addresses.forget(kind, object);
    }

    void forCreate(Kind kind, ObjectNode object, Predicate<String> taken) {
        var metadata = Meta.of(object);
        if (!Meta.resourceVersion(object).isEmpty()) {
            throw ApiException.badRequest(
                    "resourceVersion should not be set on objects to be created");
        }
        name(kind, object, metadata, taken);
        if (!kind.namespaced()) {
            metadata.remove("namespace");
        } else if (Meta.namespace(object).isEmpty()) {
            metadata.put("namespace", "default");
        }
        List.of("deletionTimestamp", "deletionGracePeriodSeconds", "selfLink")
                .forEach(metadata::remove);
        metadata.put("uid", uuid());
        metadata.put(
                "creationTimestamp", Instant.now(clock).truncatedTo(ChronoUnit.SECONDS).toString());
        if (kind.has(Kind.Trait.STATUS)) {
            metadata.put("generation", 1);
        }
        Defaults.apply(kind, object);
        addresses.assign(kind, object);
    }

    ObjectNode forUpdate(Kind kind, Store.Part part, ObjectNode old, ObjectNode wanted) {
        if (wanted == old) {
            return old;
        }
        requireSame(kind, old, wanted);
        if (part == Store.Part.STATUS) {
            var next = old.deepCopy();
            var status = wanted.get("status");
            if (status == null) {
                next.remove("status");
            } else {
                next.set("status", status.deepCopy());
            }
            if (Meta.of(wanted).has("managedFields")) {
                Meta.carry(wanted, next, "managedFields");
            }
            return next;
        }
        var next = wanted;
        Meta.of(next).remove("selfLink");
        FIXED.forEach(field -> Meta.carry(old, next, field));
        next.put("apiVersion", kind.apiVersion());
        next.put("kind", kind.kind());
        if (kind.has(Kind.Trait.STATUS)) {
            var status = old.get("status");
            if (status == null) {
                next.remove("status");
            } else {
                next.set("status", status.deepCopy());
            }
        }
        Defaults.apply(kind, next);
        addresses.keep(kind, old, next);
        if (kind.has(Kind.Trait.STATUS) && !sameSpec(old, next)) {
            Meta.of(next).put("generation", old.path("metadata").path("generation").asLong(0) + 1);
        }
        return next;
    }

    private void name(Kind kind, ObjectNode object, ObjectNode metadata, Predicate<String> taken) {
        var prefix = Meta.text(object, "generateName");
        if (Meta.name(object).isEmpty() && !prefix.isEmpty()) {
            var name = Names.generate(prefix, random);
            for (int i = 1; i < GENERATE_ATTEMPTS && taken.test(name); i++) {
                name = Names.generate(prefix, random);
            }
            metadata.put("name", name);
        }
        var name = Meta.name(object);
        if (name.isEmpty()) {
            throw ApiException.invalid(
                    kind,
                    "",
                    List.of(
                            new ApiException.Cause(
                                    "metadata.name",
                                    "FieldValueRequired",
                                    "Required value: name or generateName is required")));
        }
        Names.problem(kind, name)
                .ifPresent(
                        problem -> {
                            throw ApiException.invalid(kind, name, "metadata.name", problem);
                        });
    }

    private static void requireSame(Kind kind, ObjectNode old, ObjectNode wanted) {
        var name = Meta.name(old);
        var uid = Meta.uid(wanted);
        if (!uid.isEmpty() && !uid.equals(Meta.uid(old))) {
            throw ApiException.conflict(
                    kind,
                    name,
                    "Precondition failed: UID in precondition: %s, UID in object meta: %s"
                            .formatted(uid, Meta.uid(old)));
        }
        var version = Meta.resourceVersion(wanted);
        if (!version.isEmpty() && !version.equals(Meta.resourceVersion(old))) {
            throw ApiException.modified(kind, name);
        }
        if (!Meta.name(wanted).isEmpty() && !Meta.name(wanted).equals(name)) {
            throw ApiException.badRequest(
                    "the name of the object (%s) does not match the name on the URL (%s)"
                            .formatted(Meta.name(wanted), name));
        }
    }

    private static boolean sameSpec(ObjectNode old, ObjectNode next) {
        var before = old.deepCopy().without(List.of("metadata", "status"));
        var after = next.deepCopy().without(List.of("metadata", "status"));
        return before.equals(after);
    }

    private String uuid() {
        long high = (random.nextLong() & 0xffff_ffff_ffff_0fffL) | 0x4000L;
        long low = (random.nextLong() & 0x3fff_ffff_ffff_ffffL) | 0x8000_0000_0000_0000L;
        return new UUID(high, low).toString();
    }
}
