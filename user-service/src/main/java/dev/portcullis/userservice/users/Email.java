package dev.portcullis.userservice.users;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** An e-mail address, in lower case: {@code Ann@example.org} and {@code ann@example.org} are one person. */
public record Email(String address) {

    /** The longest address that can be used in SMTP (RFC 5321, 4.5.3.1.3, without the brackets). */
    public static final int LONGEST = 254;

    private static final Pattern SHAPE =
            Pattern.compile(
                    "[^@\\s\\p{Cntrl}]{1,64}@[\\p{L}\\p{N}]([\\p{L}\\p{N}.-]*[\\p{L}\\p{N}])?");

    public Email {
        if (!isAddress(address)) {
            throw new IllegalArgumentException("not an e-mail address");
        }
    }

    /** Reads an address however it was typed. Empty if it is not one. */
    public static Optional<Email> parse(String typed) {
        String address = normalised(typed);
        return isAddress(address) ? Optional.of(new Email(address)) : Optional.empty();
    }

    /** A part of an address as it is stored, for searching. */
    public static String normalised(String typed) {
        return typed.strip().toLowerCase(Locale.ROOT);
    }

    private static boolean isAddress(String address) {
        return address.length() <= LONGEST
                && address.equals(normalised(address))
                && SHAPE.matcher(address).matches();
    }

    @JsonValue
    @Override
    public String toString() {
        return address;
    }
}
