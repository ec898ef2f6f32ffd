package dev.portcullis.userservice.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import dev.portcullis.userservice.testing.TestDatabase;
import dev.portcullis.userservice.users.Users;
import dev.portcullis.userservice.users.UsersContract;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.BadSqlGrammarException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

class JdbcUsersIT extends UsersContract {

    private static final SimpleMeterRegistry METERS = new SimpleMeterRegistry();
    private static HikariDataSource pool;
    private static Migrations migrations;

    @BeforeAll
    static void migrate() {
        TestDatabase database = TestDatabase.get();
        String url = database.url(database.newSchema());
        migrations = new Migrations(url, "users_ddl", TestDatabase.PASSWORD, new SqlErrors(METERS));
        migrations.migrate();
        pool = new HikariDataSource();
        pool.setJdbcUrl(url);
        pool.setUsername("users_app");
        pool.setPassword(TestDatabase.PASSWORD);
    }

    @AfterAll
    static void close() {
        pool.close();
    }

    @Override
    protected Users empty(Clock clock) {
        JdbcTemplate jdbc = new JdbcTemplate(pool);
        jdbc.update("DELETE FROM users");
        jdbc.update("DELETE FROM attempts");
        return new JdbcUsers(
                new NamedParameterJdbcTemplate(jdbc),
                new TransactionTemplate(new JdbcTransactionManager(pool)),
                clock,
                new Random(7));
    }

    @Test
    void theAccountForDailyWorkCannotTouchTables() {
        JdbcTemplate jdbc = new JdbcTemplate(pool);

        assertThatThrownBy(() -> jdbc.execute("DROP TABLE users"))
                .isInstanceOf(BadSqlGrammarException.class);
        assertThatThrownBy(() -> jdbc.execute("CREATE TABLE mine (id INT)"))
                .isInstanceOf(BadSqlGrammarException.class);
    }

    @Test
    void migratingTwiceChangesNothing() {
        migrations.migrate();

        assertThat(
                        new JdbcTemplate(pool)
                                .queryForObject(
                                        "SELECT COUNT(*) FROM flyway_schema_history", Long.class))
                .isEqualTo(1);
    }
}
