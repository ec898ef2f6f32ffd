package dev.portcullis.userservice.users;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Optional;
import java.util.UUID;
import java.util.random.RandomGenerator;

/** Which user. The leading bits are the time of creation, so that neighbours in time are neighbours on disk. */
public record UserId(UUID uuid) {

    /** A new id as RFC 9562 lays out version 7: 48 bits of Unix milliseconds, then randomness. */
    public static UserId next(long epochMillis, RandomGenerator random) {
        long high = (epochMillis << 16) | 0x7000L | (random.nextLong() & 0x0fffL);
        long low = (random.nextLong() >>> 2) | 0x8000_0000_0000_0000L;
        return new UserId(new UUID(high, low));
    }

    /** Reads an id as it is printed. Empty if it is not one. */
    public static Optional<UserId> parse(String typed) {
        try {
            UUID uuid = UUID.fromString(typed);
            return uuid.toString().equalsIgnoreCase(typed)
                    ? Optional.of(new UserId(uuid))
                    : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    @JsonValue
    @Override
    public String toString() {
        return uuid.toString();
    }
}
