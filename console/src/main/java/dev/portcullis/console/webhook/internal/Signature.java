package dev.portcullis.console.webhook.internal;

import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * HMAC-SHA256 over {@code timestamp.body}, so that neither can be exchanged alone, and a receiver can turn away what is
 * too old.
 */
final class Signature {
    static final String HEADER = "X-Portcullis-Signature";
    static final String TIMESTAMP = "X-Portcullis-Timestamp";

    private final SecretKeySpec key;

    Signature(String secret) {
        key = new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256");
    }

    /** @param timestamp in seconds of the epoch */
    String of(long timestamp, String body) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            var signed = (timestamp + "." + body).getBytes(StandardCharsets.UTF_8);
            return "v1=" + HexFormat.of().formatHex(mac.doFinal(signed));
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("every JDK has HmacSHA256", e);
        }
    }
}
