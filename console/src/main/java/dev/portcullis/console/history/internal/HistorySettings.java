package dev.portcullis.console.history.internal;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How much of the store the history may take.
 *
 * @param size all minutes together; the oldest go first
 */
@ConfigurationProperties("portcullis.history")
record HistorySettings(@DefaultValue("256MB") DataSize size) {
    HistorySettings {
        if (size.toMegabytes() < 1) {
            throw new IllegalArgumentException(
                    "PORTCULLIS_HISTORY_SIZE is %s; it must be at least 1MB".formatted(size));
        }
    }
}
