package dev.portcullis.userservice.users;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;

/** Users that are forgotten with the test. */
public final class InMemoryUsers implements Users {

    private record Remembered(Attempt attempt, UserId user, Instant at) {}

    private final Map<UserId, User> byId = new HashMap<>();
    private final Map<String, Remembered> attempts = new HashMap<>();
    private final Random random = new Random(7);
    private final Clock clock;

    public InMemoryUsers(Clock clock) {
        this.clock = clock;
    }

    @Override
    public synchronized CreateResult create(NewUser user, Optional<Attempt> attempt) {
        if (attempt.isPresent()) {
            Remembered first = attempts.get(name(attempt.get()));
            if (first != null) {
                return first.attempt().equals(attempt.get())
                        ? find(first.user())
                                .<CreateResult>map(CreateResult.Replayed::new)
                                .orElseGet(CreateResult.Gone::new)
                        : new CreateResult.KeyReused();
            }
        }
        if (isTaken(user.email(), Optional.empty())) {
            return new CreateResult.EmailTaken();
        }
        Instant now = clock.instant();
        UserId id = UserId.next(now.toEpochMilli(), random);
        User created = new User(id, user.email(), user.displayName(), user.role(), now, now, 1);
        byId.put(id, created);
        attempt.ifPresent(key -> attempts.put(name(key), new Remembered(key, id, now)));
        return new CreateResult.Created(created);
    }

    @Override
    public synchronized Optional<User> find(UserId id) {
        return Optional.ofNullable(byId.get(id));
    }

    @Override
    public synchronized Page list(PageRequest request) {
        String prefix = Email.normalised(request.emailPrefix());
        TreeMap<String, User> matching = new TreeMap<>(Comparator.naturalOrder());
        byId.values().stream()
                .filter(user -> user.email().address().startsWith(prefix))
                .forEach(user -> matching.put(user.email().address(), user));
        List<User> behind =
                List.copyOf(matching.tailMap(request.after().orElse(""), false).values());
        List<User> items = behind.stream().limit(request.limit()).toList();
        return new Page(
                items,
                behind.size() > items.size()
                        ? Optional.of(items.getLast().email())
                        : Optional.empty(),
                matching.size());
    }

    @Override
    public synchronized ChangeResult change(UserId id, Expected expected, Change change) {
        User user = byId.get(id);
        if (user == null) {
            return new ChangeResult.NotFound();
        }
        if (!expected.admits(user.version())) {
            return new ChangeResult.Stale(user.version());
        }
        if (change.email().isPresent() && isTaken(change.email().get(), Optional.of(id))) {
            return new ChangeResult.EmailTaken();
        }
        User changed = user.changed(change, clock.instant());
        byId.put(id, changed);
        return new ChangeResult.Changed(changed);
    }

    @Override
    public synchronized DeleteResult delete(UserId id, Expected expected) {
        User user = byId.get(id);
        if (user == null) {
            return new DeleteResult.NotFound();
        }
        if (!expected.admits(user.version())) {
            return new DeleteResult.Stale(user.version());
        }
        byId.remove(id);
        return new DeleteResult.Deleted();
    }

    @Override
    public synchronized int forgetAttempts() {
        Instant before = clock.instant().minus(Duration.ofDays(1));
        int all = attempts.size();
        attempts.values().removeIf(attempt -> attempt.at().isBefore(before));
        return all - attempts.size();
    }

    private boolean isTaken(Email email, Optional<UserId> except) {
        return byId.values().stream()
                .anyMatch(
                        user ->
                                user.email().equals(email)
                                        && !except.equals(Optional.of(user.id())));
    }

    private static String name(Attempt attempt) {
        return Arrays.toString(attempt.key());
    }
}
