package dev.portcullis.console.audit.internal;

import dev.portcullis.console.audit.AuditEntry;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Links lines: each hash is an HMAC-SHA256 over the hash before it and every field of the line. */
final class HashChain {
    /** What the first line is linked to. */
    static final String START = "0".repeat(64);

    private static final String ALGORITHM = "HmacSHA256";

    private final SecretKeySpec key;

    HashChain(byte[] key) {
        this.key = new SecretKeySpec(key, ALGORITHM);
    }

    /** The hash of a line; the one it carries itself is not looked at. */
    String hash(String before, AuditEntry entry) {
        var mac = mac();
        field(mac, before);
        field(mac, Long.toString(entry.seq()));
        field(mac, instant(entry.at()));
        field(mac, Long.toString(entry.about()));
        field(mac, entry.actor());
        field(mac, entry.origin());
        field(mac, entry.action());
        field(mac, entry.object());
        field(mac, entry.reason());
        field(mac, entry.outcome().name());
        field(mac, entry.detail());
        return HexFormat.of().formatHex(mac.doFinal());
    }

    /** Seals the number and hash of the last line. */
    String seal(long seq, String hash) {
        var mac = mac();
        field(mac, "head");
        field(mac, Long.toString(seq));
        field(mac, hash);
        return HexFormat.of().formatHex(mac.doFinal());
    }

    private Mac mac() {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every JDK has " + ALGORITHM, e);
        }
    }

    /** With its length in front, so that text cannot wander from one field to the next unseen. */
    private static void field(Mac mac, String text) {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        mac.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).flip());
        mac.update(bytes);
    }

    private static String instant(Instant at) {
        return at.getEpochSecond() + "." + at.getNano();
    }
}
