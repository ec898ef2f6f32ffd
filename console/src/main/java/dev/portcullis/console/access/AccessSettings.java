package dev.portcullis.console.access;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The doors of the console.
 *
 * @param apiToken the bearer token of the JSON API, at least 20 characters
 * @param signInCode the code of the first one-time sign-in link, at least 20 characters; none: no
 *     first link
 * @param metricsToken the bearer token of {@code /actuator/prometheus}, at least 20 characters; none:
 *     the token of the API opens it
 * @param operatorPassword the password of the account {@code operator}, at least 12 characters
 * @param viewerPassword the password of the account {@code viewer}, at least 12 characters; none:
 *     no such account
 * @param sessionLifetime how long a session lasts at most, busy or not
 * @param signInLinkLifetime how long a link made by the API can be used
 * @param allowedHosts names, besides loopback ones, under which a console that listens on loopback
 *     may be asked; when it listens elsewhere and this is empty, any
 */
@ConfigurationProperties("portcullis")
public record AccessSettings(
        @Nullable String apiToken,
        @Nullable String signInCode,
        @Nullable String metricsToken,
        @Nullable String operatorPassword,
        @Nullable String viewerPassword,
        @DefaultValue("12h") Duration sessionLifetime,
        @DefaultValue("10m") Duration signInLinkLifetime,
        @DefaultValue List<String> allowedHosts) {

    public AccessSettings {
        allowedHosts = List.copyOf(allowedHosts);
    }

    /** Without the secrets, so that a settings dump gives nothing away. */
    @Override
    public String toString() {
        return "AccessSettings[sessionLifetime=%s, signInLinkLifetime=%s, allowedHosts=%s]"
                .formatted(sessionLifetime, signInLinkLifetime, allowedHosts);
    }
}
