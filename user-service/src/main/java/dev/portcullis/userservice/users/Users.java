package dev.portcullis.userservice.users;

import java.util.Optional;

/** Everybody who has an account. */
public interface Users {

    /** Creates a user; with an attempt, only once however often it is sent. */
    CreateResult create(NewUser user, Optional<Attempt> attempt);

    Optional<User> find(UserId id);

    Page list(PageRequest request);

    ChangeResult change(UserId id, Expected expected, Change change);

    DeleteResult delete(UserId id, Expected expected);

    /**
     * Forgets attempts that are older than a day, and the oldest of too many.
     *
     * @return how many were forgotten
     */
    int forgetAttempts();
}
