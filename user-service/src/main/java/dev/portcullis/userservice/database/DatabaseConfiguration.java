package dev.portcullis.userservice.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.portcullis.userservice.users.Users;
import io.micrometer.core.instrument.MeterRegistry;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import javax.sql.DataSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The pool, and what stands on it. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(DatabaseSettings.class)
class DatabaseConfiguration {

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    SqlErrors sqlErrors(MeterRegistry meters) {
        return new SqlErrors(meters);
    }

    @Bean
    HikariDataSource pool(DatabaseSettings settings, MeterRegistry meters) {
        HikariConfig config = new HikariConfig();
        config.setPoolName("users");
        config.setJdbcUrl(settings.boundedUrl());
        config.setUsername(settings.username());
        config.setPassword(settings.password());
        config.setMaximumPoolSize(settings.poolSize());
        config.setMinimumIdle(Math.min(2, settings.poolSize()));
        config.setConnectionTimeout(settings.acquireTimeout().toMillis());
        config.setValidationTimeout(Math.min(1_000, settings.acquireTimeout().toMillis()));
        config.setKeepaliveTime(Duration.ofSeconds(30).toMillis());
        config.setIdleTimeout(Duration.ofMinutes(2).toMillis());
        config.setMaxLifetime(Duration.ofMinutes(10).toMillis());
        // The service starts without a database, and says that it is not ready.
        config.setInitializationFailTimeout(-1);
        config.setMetricRegistry(meters);
        return new HikariDataSource(config);
    }

    @Bean
    @Primary
    DataSource countedPool(HikariDataSource pool, SqlErrors errors) {
        return new CountedDataSource(pool, errors);
    }

    @Bean
    NamedParameterJdbcTemplate jdbc(DataSource dataSource, SqlErrors errors) {
        JdbcTemplate template = new JdbcTemplate(dataSource);
        template.setExceptionTranslator(errors.counting(template.getExceptionTranslator()));
        return new NamedParameterJdbcTemplate(template);
    }

    @Bean
    Users users(NamedParameterJdbcTemplate jdbc, DataSource dataSource, Clock clock) {
        return new JdbcUsers(
                jdbc,
                new TransactionTemplate(new JdbcTransactionManager(dataSource)),
                clock,
                new SecureRandom());
    }

    @Bean
    @Lazy(false)
    Migrations migrations(DatabaseSettings settings, SqlErrors errors) {
        return new Migrations(
                settings.boundedUrl(),
                settings.migrationUsername(),
                settings.migrationPassword(),
                errors);
    }

    @Bean
    DatabaseHealth database(DataSource dataSource, Migrations migrations) {
        return new DatabaseHealth(dataSource, migrations);
    }

    @Bean
    @Lazy(false)
    AttemptsSweep attemptsSweep(Users users, Migrations migrations) {
        return new AttemptsSweep(users, migrations);
    }
}
