package dev.portcullis.console.access.internal;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Codes that open the door once. Only their digests are kept. */
final class SignInCodes {
    private static final int OPEN_AT_MOST = 100;

    private final JdbcClient jdbc;
    private final Clock clock;
    private final Duration lifetime;
    private final SecureRandom random = new SecureRandom();
    private final String firstDigest;
    private final Map<String, Instant> open = new ConcurrentHashMap<>();

    /**
     * @param first the code of the first link, without an end; empty for none
     * @param lifetime how long every other code can be used
     */
    SignInCodes(JdbcClient jdbc, Clock clock, String first, Duration lifetime) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.lifetime = lifetime;
        this.firstDigest = first.isEmpty() ? "" : digest(first);
    }

    /** Makes a new code, usable once within the lifetime; the oldest open one gives way to the 101st. */
    String issue() {
        var now = clock.instant();
        open.values().removeIf(end -> end.isBefore(now));
        while (open.size() >= OPEN_AT_MOST) {
            open.entrySet().stream()
                    .min(Map.Entry.comparingByValue())
                    .ifPresent(oldest -> open.remove(oldest.getKey()));
        }
        var bytes = new byte[24];
        random.nextBytes(bytes);
        var code = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        open.put(digest(code), now.plus(lifetime));
        return code;
    }

    /** Whether the code opens the door. If so, it never will again. */
    boolean redeem(String code) {
        var digest = digest(code);
        var end = open.remove(digest);
        if (end != null) {
            return clock.instant().isBefore(end);
        }
        return sameText(digest, firstDigest) && spend(digest);
    }

    private boolean spend(String digest) {
        try {
            jdbc.sql("insert into spent_sign_in_code (digest, at) values (:digest, :at)")
                    .param("digest", digest)
                    .param("at", Timestamp.from(clock.instant()))
                    .update();
            return true;
        } catch (DuplicateKeyException alreadyUsed) {
            return false;
        }
    }

    /** Compares in a time that does not depend on where the texts differ. */
    static boolean sameText(String one, String other) {
        return MessageDigest.isEqual(
                one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }

    /** SHA-256 in hexadecimal: enough for random codes, which nobody can guess from it. */
    static String digest(String text) {
        try {
            var sha = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(sha.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }
}
