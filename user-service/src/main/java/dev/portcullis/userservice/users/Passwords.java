package dev.portcullis.userservice.users;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.stereotype.Component;

/**
 * Hashes passwords with Argon2id: 7 MiB, five passes, one lane, one of the settings that OWASP's password storage page
 * holds equal. Two at a time, so that a burst of sign-ups cannot fill a small pod's memory.
 */
@Component
public class Passwords {

    private static final int AT_ONCE = 2;
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final Argon2PasswordEncoder argon2 = new Argon2PasswordEncoder(16, 32, 1, 7 * 1024, 5);
    private final Semaphore places = new Semaphore(AT_ONCE);

    /** @throws Busy if too many are being hashed */
    public PasswordHash hash(String password) {
        try {
            if (!places.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new Busy();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Busy();
        }
        try {
            String encoded = argon2.encode(password);
            if (encoded == null) {
                throw new IllegalStateException("a password was hashed to nothing");
            }
            return new PasswordHash(encoded);
        } finally {
            places.release();
        }
    }

    /** Too many passwords wait to be hashed. */
    public static final class Busy extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }
}
