package dev.portcullis.lab.api;

import java.util.HashSet;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/**
 * Gives Services their addresses, from 10.96.0.1 to 10.96.255.254. Guarded by the
 * store's lock.
 */
final class ClusterAddresses {

    private static final String NONE = "None";
    private static final int LAST = 0xfffe;

    private final Set<String> taken = new HashSet<>();
    private int next = 1;

    /** Takes note of the address a kept Service has. */
    void remember(Kind kind, ObjectNode service) {
        if (kind.equals(Kind.SERVICE) && !NONE.equals(address(service))) {
            taken.add(address(service));
        }
    }

    void forget(Kind kind, ObjectNode service) {
        if (kind.equals(Kind.SERVICE)) {
            taken.remove(address(service));
        }
    }

    /** Gives a new Service an address, unless it is headless or an external name. */
    void assign(Kind kind, ObjectNode service) {
        if (!kind.equals(Kind.SERVICE)
                || "ExternalName".equals(Meta.textOf(service.path("spec").get("type")))) {
            return;
        }
        var spec = service.withObject("spec");
        if (address(service).isEmpty()) {
            spec.put("clusterIP", free());
        }
        spec.putArray("clusterIPs").add(address(service));
    }

    /** A Service keeps its address whatever an update says or leaves out. */
    void keep(Kind kind, ObjectNode old, ObjectNode next) {
        if (kind.equals(Kind.SERVICE)) {
            for (var field : new String[] {"clusterIP", "clusterIPs"}) {
                var value = old.path("spec").get(field);
                if (value != null && !next.path("spec").has(field)) {
                    next.withObject("spec").set(field, value.deepCopy());
                }
            }
            if (!address(old).isEmpty() && !address(old).equals(address(next))) {
                throw ApiException.invalid(
                        kind,
                        Meta.name(old),
                        "spec.clusterIP",
                        "Invalid value: \"%s\": field is immutable".formatted(address(next)));
            }
        }
    }

    private String free() {
        for (int i = 0; i < LAST; i++) {
            var address = "10.96.%d.%d".formatted(next >> 8, next & 0xff);
            next = next == LAST ? 1 : next + 1;
            if (!taken.contains(address)) {
                return address;
            }
        }
        throw ApiException.of(
                500, "InternalError", "every Service address from 10.96.0.1 on is taken");
    }

    private static String address(ObjectNode service) {
        return Meta.textOf(service.path("spec").get("clusterIP"));
    }
}
