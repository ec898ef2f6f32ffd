package dev.portcullis.console.users;

import dev.portcullis.console.access.User;

/** The users of the guarded service. Every change is written to the audit log before it is sent. */
public interface UserAccounts {
    /** The most users that one call of {@link #list} returns. */
    int LARGEST_PAGE = 200;

    /**
     * Some users in the order of their e-mail addresses.
     *
     * @param emailPrefix only those whose address begins so; empty for all
     * @param offset how many to leave out
     * @param limit how many at most, up to {@link #LARGEST_PAGE}
     */
    UserListResult list(String emailPrefix, int offset, int limit);

    UserChangeResult create(User actor, UserDraft draft);

    /** Changes the user if it is still what {@code seen} says. */
    UserChangeResult change(User actor, UserAccount seen, UserDraft draft);

    /** Deletes the user for good if it is still what {@code seen} says. */
    UserChangeResult delete(User actor, UserAccount seen);
}
