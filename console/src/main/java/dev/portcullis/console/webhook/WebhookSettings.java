package dev.portcullis.console.webhook;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where incidents are told. It can be set when the console is deployed, and nowhere else.
 *
 * @param url an https address; without one nothing is told
 * @param secret signs what is sent, at least 20 characters
 * @param allow networks, such as {@code 10.20.0.0/16}, that may be reached although they are private or loopback; http
 *     is allowed there too. Link-local and metadata addresses never are
 * @param connectTimeout how long to wait for a connection
 * @param answerTimeout how long to wait for an answer
 */
@ConfigurationProperties("portcullis.webhook")
public record WebhookSettings(
        @Nullable String url,
        @Nullable String secret,
        @DefaultValue List<String> allow,
        @DefaultValue("2s") Duration connectTimeout,
        @DefaultValue("5s") Duration answerTimeout) {
    private static final int SHORTEST_SECRET = 20;

    public WebhookSettings {
        allow = List.copyOf(allow);
    }

    /** The address, if one is set. */
    public Optional<String> target() {
        return Optional.ofNullable(url).map(String::strip).filter(text -> !text.isEmpty());
    }

    /** The secret, if it is long enough. */
    public Optional<String> signingSecret() {
        return Optional.ofNullable(secret).filter(text -> text.length() >= SHORTEST_SECRET);
    }

    /** Without the secret, and without what the address may hide in its path. */
    @Override
    public String toString() {
        return "WebhookSettings[allow=%s]".formatted(allow);
    }
}
