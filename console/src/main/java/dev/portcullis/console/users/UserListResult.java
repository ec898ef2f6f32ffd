package dev.portcullis.console.users;

import java.util.List;

/** What came of asking for users. */
public sealed interface UserListResult {
    /** Some of the users, in the order of their e-mail addresses, and how many there are in all. */
    record Found(List<UserAccount> users, long total) implements UserListResult {
        public Found {
            users = List.copyOf(users);
        }
    }

    /** The service did not answer, or not usefully; the sentence says why and what to do. */
    record Unavailable(String why) implements UserListResult {}
}
