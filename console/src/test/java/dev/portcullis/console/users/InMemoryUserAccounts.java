package dev.portcullis.console.users;

import dev.portcullis.console.access.User;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Users in memory, and a service that can be taken away. */
public final class InMemoryUserAccounts implements UserAccounts {
    public final List<UserAccount> known = new ArrayList<>();

    /** Why nothing can be read now. */
    public volatile Optional<String> away = Optional.empty();

    @Override
    public UserListResult list(String emailPrefix, int offset, int limit) {
        if (away.isPresent()) {
            return new UserListResult.Unavailable(away.get());
        }
        var found = known.stream().filter(user -> user.email().startsWith(emailPrefix)).toList();
        return new UserListResult.Found(
                found.stream().skip(offset).limit(limit).toList(), found.size());
    }

    @Override
    public UserChangeResult create(User actor, UserDraft draft) {
        return new UserChangeResult.Refused("Nobody creates users here.");
    }

    @Override
    public UserChangeResult change(User actor, UserAccount seen, UserDraft draft) {
        return new UserChangeResult.Refused("Nobody changes users here.");
    }

    @Override
    public UserChangeResult delete(User actor, UserAccount seen) {
        known.remove(seen);
        return new UserChangeResult.Deleted();
    }
}
