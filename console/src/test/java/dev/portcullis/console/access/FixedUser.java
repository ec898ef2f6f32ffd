package dev.portcullis.console.access;

import java.util.Optional;
import java.util.Set;

/** Whoever a test says is signed in. */
public final class FixedUser implements CurrentUser {
    public static final User OPERATOR =
            new User("operator", "127.0.0.1", Set.of(Role.VIEWER, Role.OPERATOR));
    public static final User VIEWER = new User("viewer", "127.0.0.1", Set.of(Role.VIEWER));

    public User user = OPERATOR;

    @Override
    public Optional<User> find() {
        return Optional.of(user);
    }

    @Override
    public User require() {
        return user;
    }
}
