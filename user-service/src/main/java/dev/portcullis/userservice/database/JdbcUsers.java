package dev.portcullis.userservice.database;

import dev.portcullis.userservice.users.Attempt;
import dev.portcullis.userservice.users.Change;
import dev.portcullis.userservice.users.ChangeResult;
import dev.portcullis.userservice.users.CreateResult;
import dev.portcullis.userservice.users.DeleteResult;
import dev.portcullis.userservice.users.Email;
import dev.portcullis.userservice.users.Expected;
import dev.portcullis.userservice.users.NewUser;
import dev.portcullis.userservice.users.Page;
import dev.portcullis.userservice.users.PageRequest;
import dev.portcullis.userservice.users.Role;
import dev.portcullis.userservice.users.User;
import dev.portcullis.userservice.users.UserId;
import dev.portcullis.userservice.users.Users;
import java.nio.ByteBuffer;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.random.RandomGenerator;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.EmptyResultDataAccessException;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.transaction.support.TransactionOperations;

/** Users in MySQL or MariaDB. */
public final class JdbcUsers implements Users {

    /** How long a creation can be sent again. */
    static final Duration ATTEMPTS_LAST = Duration.ofDays(1);

    /** How many attempts are remembered at most; older ones are forgotten first. */
    static final int MOST_ATTEMPTS = 100_000;

    private static final int FORGOTTEN_AT_ONCE = 1_000;

    private static final RowMapper<User> USER =
            (row, _) ->
                    new User(
                            id(row.getBytes("id")),
                            new Email(row.getString("email")),
                            row.getString("display_name"),
                            Role.valueOf(row.getString("role")),
                            instant(row, "created_at"),
                            instant(row, "updated_at"),
                            row.getLong("version"));

    private static final RowMapper<Remembered> REMEMBERED =
            (row, _) -> new Remembered(row.getBytes("fingerprint"), id(row.getBytes("user_id")));

    private record Remembered(byte[] fingerprint, UserId user) {}

    private final NamedParameterJdbcTemplate jdbc;
    private final TransactionOperations transactions;
    private final Clock clock;
    private final RandomGenerator random;

    public JdbcUsers(
            NamedParameterJdbcTemplate jdbc,
            TransactionOperations transactions,
            Clock clock,
            RandomGenerator random) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.clock = clock;
        this.random = random;
    }

    @Override
    public CreateResult create(NewUser user, Optional<Attempt> attempt) {
        Instant now = now();
        UserId id = UserId.next(now.toEpochMilli(), random);
        try {
            if (attempt.isEmpty()) {
                insert(id, user, now);
            } else {
                // A second sender waits at the key until the first one is done.
                transactions.executeWithoutResult(
                        _ -> {
                            remember(attempt.get(), id, now);
                            insert(id, user, now);
                        });
            }
            return new CreateResult.Created(
                    new User(id, user.email(), user.displayName(), user.role(), now, now, 1));
        } catch (DuplicateKeyException e) {
            return attempt.flatMap(this::earlier).orElseGet(CreateResult.EmailTaken::new);
        }
    }

    private void insert(UserId id, NewUser user, Instant now) {
        jdbc.update(
                """
                INSERT INTO users (id, email, display_name, role, password_hash, version, created_at, updated_at)
                VALUES (:id, :email, :displayName, :role, :password, 1, :now, :now)
                """,
                Map.of(
                        "id", bytes(id),
                        "email", user.email().address(),
                        "displayName", user.displayName(),
                        "role", user.role().name(),
                        "password", user.password().encoded(),
                        "now", utc(now)));
    }

    private void remember(Attempt attempt, UserId id, Instant now) {
        jdbc.update(
                """
                INSERT INTO attempts (attempt_key, fingerprint, user_id, created_at)
                VALUES (:key, :fingerprint, :id, :now)
                """,
                Map.of(
                        "key", attempt.key(),
                        "fingerprint", attempt.fingerprint(),
                        "id", bytes(id),
                        "now", utc(now)));
    }

    private Optional<CreateResult> earlier(Attempt attempt) {
        return one(
                        """
                        SELECT fingerprint, user_id
                          FROM attempts
                         WHERE attempt_key = :key
                        """,
                        Map.of("key", attempt.key()),
                        REMEMBERED)
                .map(
                        first -> {
                            if (!Arrays.equals(first.fingerprint(), attempt.fingerprint())) {
                                return new CreateResult.KeyReused();
                            }
                            return find(first.user())
                                    .<CreateResult>map(CreateResult.Replayed::new)
                                    .orElseGet(CreateResult.Gone::new);
                        });
    }

    @Override
    public Optional<User> find(UserId id) {
        return one(
                """
                SELECT id, email, display_name, role, version, created_at, updated_at
                  FROM users
                 WHERE id = :id
                """,
                Map.of("id", bytes(id)),
                USER);
    }

    @Override
    public Page list(PageRequest request) {
        String prefix = Email.normalised(request.emailPrefix());
        Map<String, Object> parameters = new HashMap<>();
        parameters.put("pattern", escaped(prefix) + "%");
        parameters.put("after", request.after().orElse(""));
        // One more than asked for tells whether there is a next page.
        parameters.put("limit", request.limit() + 1);
        List<User> found =
                jdbc.query(
                        """
                        SELECT id, email, display_name, role, version, created_at, updated_at
                          FROM users
                         WHERE email > :after
                           AND email LIKE :pattern
                         ORDER BY email
                         LIMIT :limit
                        """,
                        parameters,
                        USER);
        boolean more = found.size() > request.limit();
        List<User> items = more ? found.subList(0, request.limit()) : found;
        return new Page(
                items,
                more ? Optional.of(items.getLast().email()) : Optional.empty(),
                total(request, items, more, parameters));
    }

    private long total(
            PageRequest request, List<User> items, boolean more, Map<String, Object> parameters) {
        if (!more && request.after().isEmpty()) {
            return items.size();
        }
        Long counted =
                jdbc.queryForObject(
                        """
                        SELECT COUNT(*)
                          FROM users
                         WHERE email LIKE :pattern
                        """,
                        parameters,
                        Long.class);
        return counted == null ? 0 : counted;
    }

    @Override
    public ChangeResult change(UserId id, Expected expected, Change change) {
        Optional<User> found = find(id);
        if (found.isEmpty()) {
            return new ChangeResult.NotFound();
        }
        User current = found.get();
        if (!expected.admits(current.version())) {
            return new ChangeResult.Stale(current.version());
        }
        User changed = current.changed(change, now());
        Map<String, Object> parameters = new HashMap<>();
        parameters.put("id", bytes(id));
        parameters.put("email", changed.email().address());
        parameters.put("displayName", changed.displayName());
        parameters.put("role", changed.role().name());
        parameters.put("password", change.password().map(hash -> hash.encoded()).orElse(null));
        parameters.put("now", utc(changed.updatedAt()));
        parameters.put("version", current.version());
        try {
            int rows =
                    jdbc.update(
                            """
                            UPDATE users
                               SET email = :email,
                                   display_name = :displayName,
                                   role = :role,
                                   password_hash = COALESCE(:password, password_hash),
                                   updated_at = :now,
                                   version = version + 1
                             WHERE id = :id
                               AND version = :version
                            """,
                            parameters);
            // Between reading and writing somebody else may have been faster: then look again.
            return rows == 1 ? new ChangeResult.Changed(changed) : change(id, expected, change);
        } catch (DuplicateKeyException e) {
            return new ChangeResult.EmailTaken();
        }
    }

    @Override
    public DeleteResult delete(UserId id, Expected expected) {
        Optional<User> found = find(id);
        if (found.isEmpty()) {
            return new DeleteResult.NotFound();
        }
        long version = found.get().version();
        if (!expected.admits(version)) {
            return new DeleteResult.Stale(version);
        }
        int rows =
                jdbc.update(
                        """
                        DELETE FROM users
                         WHERE id = :id
                           AND version = :version
                        """,
                        Map.of("id", bytes(id), "version", version));
        return rows == 1 ? new DeleteResult.Deleted() : delete(id, expected);
    }

    @Override
    public int forgetAttempts() {
        int old =
                jdbc.update(
                        """
                        DELETE FROM attempts
                         WHERE created_at < :before
                         ORDER BY created_at
                         LIMIT :atOnce
                        """,
                        Map.of(
                                "before",
                                utc(now().minus(ATTEMPTS_LAST)),
                                "atOnce",
                                FORGOTTEN_AT_ONCE));
        Long left =
                jdbc.queryForObject(
                        """
                        SELECT COUNT(*)
                          FROM attempts
                        """,
                        Map.of(),
                        Long.class);
        long tooMany = (left == null ? 0 : left) - MOST_ATTEMPTS;
        if (tooMany <= 0) {
            return old;
        }
        return old
                + jdbc.update(
                        """
                        DELETE FROM attempts
                         ORDER BY created_at
                         LIMIT :tooMany
                        """,
                        Map.of("tooMany", tooMany));
    }

    private <T> Optional<T> one(String sql, Map<String, ?> parameters, RowMapper<T> mapper) {
        try {
            return Optional.ofNullable(jdbc.queryForObject(sql, parameters, mapper));
        } catch (EmptyResultDataAccessException e) {
            return Optional.empty();
        }
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, LocalDateTime.class).toInstant(ZoneOffset.UTC);
    }

    private static LocalDateTime utc(Instant instant) {
        return LocalDateTime.ofInstant(instant, ZoneOffset.UTC);
    }

    private static String escaped(String prefix) {
        return prefix.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
    }

    private static byte[] bytes(UserId id) {
        return ByteBuffer.allocate(16)
                .putLong(id.uuid().getMostSignificantBits())
                .putLong(id.uuid().getLeastSignificantBits())
                .array();
    }

    private static UserId id(byte[] bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        return new UserId(new UUID(buffer.getLong(), buffer.getLong()));
    }
}
