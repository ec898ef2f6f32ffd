package dev.portcullis.userservice.users;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/**
 * A creation that may be sent twice and must happen once.
 *
 * @param key what the caller calls this creation, hashed: any key takes 32 bytes
 * @param fingerprint what the caller asked for, hashed; the password is left out, for a fast hash of it must not be kept
 */
public record Attempt(byte[] key, byte[] fingerprint) {

    public Attempt {
        key = key.clone();
        fingerprint = fingerprint.clone();
    }

    public static Attempt of(String key, NewUser asked) {
        return new Attempt(
                sha256(key),
                sha256(asked.email() + "\n" + asked.role() + "\n" + asked.displayName()));
    }

    @Override
    public byte[] key() {
        return key.clone();
    }

    @Override
    public byte[] fingerprint() {
        return fingerprint.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Attempt that
                && Arrays.equals(key, that.key)
                && Arrays.equals(fingerprint, that.fingerprint);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(key);
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256")
                    .digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
