package dev.portcullis.userservice.web;

import dev.portcullis.userservice.users.Email;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/** Where a list goes on, as text that callers hand back and do not look into. */
final class Cursor {

    private Cursor() {}

    static String after(Email last) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(last.address().getBytes(StandardCharsets.UTF_8));
    }

    /** Reads a cursor. Empty if it is none of ours. */
    static Optional<Email> read(String cursor) {
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(cursor);
            return Email.parse(new String(bytes, StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
