package dev.portcullis.console.metrics.internal;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The Grafana behind the console. It serves from the sub-path {@code /grafana/}, as the console does.
 *
 * @param url its address, without the sub-path; none: there is no Grafana
 * @param issuer who says so in the console's tokens
 * @param audience whom the tokens are for
 * @param tokenLifetime how long a token holds; each request gets a new one
 */
@ConfigurationProperties("portcullis.grafana")
record GrafanaSettings(
        @Nullable URI url,
        @DefaultValue("portcullis-console") String issuer,
        @DefaultValue("grafana") String audience,
        @DefaultValue("30s") Duration tokenLifetime) {

    GrafanaSettings {
        if (tokenLifetime.isNegative()
                || tokenLifetime.isZero()
                || tokenLifetime.compareTo(Duration.ofMinutes(5)) > 0) {
            throw new IllegalArgumentException(
                    "PORTCULLIS_GRAFANA_TOKENLIFETIME is %s; it must be more than nothing and at most 5m"
                            .formatted(tokenLifetime));
        }
    }

    Optional<URI> address() {
        return Optional.ofNullable(url).filter(address -> !address.toString().isBlank());
    }
}
