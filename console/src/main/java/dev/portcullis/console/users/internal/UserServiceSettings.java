package dev.portcullis.console.users.internal;

import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the user service is.
 *
 * @param url its address, without the path of the API
 * @param service its Service, {@code namespace/name}, where it is to be reached through the Kubernetes API; then the
 *     address does not count
 * @param connectTimeout how long a connection may take
 * @param readTimeout how long an answer may take
 */
@ConfigurationProperties("portcullis.user-service")
record UserServiceSettings(
        @DefaultValue("http://user-service.users.svc.cluster.local") URI url,
        @Nullable String service,
        @DefaultValue("2s") Duration connectTimeout,
        @DefaultValue("6s") Duration readTimeout) {}
