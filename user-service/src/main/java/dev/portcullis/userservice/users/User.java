package dev.portcullis.userservice.users;

import java.time.Instant;

/**
 * A user, without the password's hash: what is never needed outside is never read.
 *
 * @param version counts changes from 1; the entity tag
 */
public record User(
        UserId id,
        Email email,
        String displayName,
        Role role,
        Instant createdAt,
        Instant updatedAt,
        long version) {

    /** This user after a change at that time. */
    public User changed(Change change, Instant at) {
        return new User(
                id,
                change.email().orElse(email),
                change.displayName().orElse(displayName),
                change.role().orElse(role),
                createdAt,
                at,
                version + 1);
    }
}
