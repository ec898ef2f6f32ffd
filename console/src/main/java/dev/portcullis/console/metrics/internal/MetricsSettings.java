package dev.portcullis.console.metrics.internal;

import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where figures are read.
 *
 * @param url Hubble's own metrics, in Prometheus' text format; none: the doctor cannot examine them
 * @param prometheus a Prometheus, by its address without a path; if there is one, the doctor asks it and not {@code
 *     url}
 * @param userService the user service's metrics, in Prometheus' text format
 */
@ConfigurationProperties("portcullis.metrics")
record MetricsSettings(
        @Nullable URI url,
        @Nullable URI prometheus,
        @DefaultValue("http://user-service.users.svc.cluster.local/actuator/prometheus")
                URI userService) {

    Optional<URI> hubbleUrl() {
        return given(url);
    }

    Optional<URI> prometheusUrl() {
        return given(prometheus);
    }

    private static Optional<URI> given(@Nullable URI uri) {
        return Optional.ofNullable(uri).filter(address -> !address.toString().isBlank());
    }
}
