package dev.portcullis.console.policies.internal;

import dev.portcullis.policy.PolicyId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;

/**
 * Where a policy is parked: a ConfigMap in its own namespace, or in the console's for one that has
 * none.
 */
record ParkingPlace(String namespace, String name) {
    /** Marks ConfigMaps that hold a parked policy. */
    static final String LABEL = "portcullis.dev/parked";

    private static final int NAME_LENGTH = 253;
    private static final int DIGEST_LENGTH = 16;

    /** @param home the console's namespace */
    static ParkingPlace of(PolicyId id, String home) {
        var full =
                "portcullis-parked-"
                        + id.kind().word().toLowerCase(Locale.ROOT)
                        + "-"
                        + id.name().toLowerCase(Locale.ROOT);
        return new ParkingPlace(id.kind().namespaced() ? id.namespace() : home, fit(full));
    }

    /** A name too long for an object keeps its beginning, and a digest in the place of its end. */
    private static String fit(String name) {
        if (name.length() <= NAME_LENGTH) {
            return name;
        }
        try {
            var sha = MessageDigest.getInstance("SHA-256");
            var digest = sha.digest(name.getBytes(StandardCharsets.UTF_8));
            var end = "-" + HexFormat.of().formatHex(digest).substring(0, DIGEST_LENGTH);
            var start = name.substring(0, NAME_LENGTH - end.length());
            while (start.endsWith(".") || start.endsWith("-")) {
                start = start.substring(0, start.length() - 1);
            }
            return start + end;
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }
}
