package dev.portcullis.console.users;

import java.util.Optional;

/**
 * What a person has typed about a user; checked by the user service.
 *
 * @param password empty leaves the password as it is; a new user needs one
 */
public record UserDraft(String email, String displayName, String role, Optional<String> password) {

    /** Never with the password in it. */
    @Override
    public String toString() {
        return "UserDraft[" + email + "]";
    }
}
