package dev.portcullis.console.store;

import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Where the console keeps its own data.
 *
 * @param store the directory of the console's database and audit key; without one everything lives
 *     in memory and ends with the process
 */
@ConfigurationProperties("portcullis")
public record StoreSettings(@Nullable Path store) {

    /** The directory, if one was named. */
    public Optional<Path> directory() {
        return Optional.ofNullable(store).filter(path -> !path.toString().isBlank());
    }
}
