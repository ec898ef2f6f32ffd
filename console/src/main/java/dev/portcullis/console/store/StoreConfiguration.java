package dev.portcullis.console.store;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.UUID;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Opens the console's database, and gives the clock its rows are dated by. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(StoreSettings.class)
class StoreConfiguration {
    private static final Logger LOG = LoggerFactory.getLogger(StoreConfiguration.class);

    @Bean
    DataSource dataSource(StoreSettings settings) {
        var source = new HikariDataSource();
        source.setPoolName("store");
        source.setMaximumPoolSize(4);
        source.setConnectionTimeout(3_000);
        source.setUsername("console");
        source.setPassword("");
        source.setJdbcUrl(
                settings.directory().map(StoreConfiguration::file).orElseGet(() -> memory()));
        return source;
    }

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    private static String file(Path directory) {
        try {
            Files.createDirectories(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "The store directory %s cannot be created; point PORTCULLIS_STORE to one that can"
                            .formatted(directory),
                    e);
        }
        // Written through at each commit: an audit row that only sits in a cache proves nothing.
        return "jdbc:h2:file:%s;WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE"
                .formatted(directory.toAbsolutePath().resolve("console"));
    }

    private static String memory() {
        LOG.warn(
                "PORTCULLIS_STORE names no directory: the audit log is kept in memory and ends with"
                        + " this process");
        return "jdbc:h2:mem:console-%s;DB_CLOSE_DELAY=-1".formatted(UUID.randomUUID());
    }
}
