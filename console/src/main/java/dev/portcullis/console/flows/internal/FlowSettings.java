package dev.portcullis.console.flows.internal;

import dev.portcullis.hubble.HubbleSettings;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the flows come from and how many are kept.
 *
 * @param address the relay, {@code host:port}
 * @param service the relay's Service, {@code namespace/name}, where it is to be reached through the Kubernetes API; then
 *     the address does not count
 * @param tls how to secure the connection; plaintext without, as a relay in a cluster is by default
 * @param ring how many raw flows are kept for queries, explanations and previews
 * @param history how many flows of the time before the start are asked for, per node
 */
@ConfigurationProperties("portcullis.hubble")
record FlowSettings(
        @DefaultValue("localhost:4245") String address,
        @Nullable String service,
        @Nullable Tls tls,
        @DefaultValue("16384") int ring,
        @DefaultValue("500") int history) {

    /**
     * TLS with PEM files.
     *
     * @param ca who signed the relay's certificate; the JDK's authorities without
     * @param certificate our own, where the relay demands one
     * @param key of our certificate
     * @param serverName the name the relay's certificate must carry, if it is not the address's host
     */
    record Tls(
            @Nullable Path ca,
            @Nullable Path certificate,
            @Nullable Path key,
            @Nullable String serverName) {}

    FlowSettings {
        if (ring < 100 || ring > 1_000_000) {
            throw new IllegalArgumentException(
                    "PORTCULLIS_HUBBLE_RING is %d; it must be 100 to 1000000".formatted(ring));
        }
    }

    /** The Service to go through, if one was named. */
    Optional<String> forwarded() {
        return Optional.ofNullable(service).filter(name -> !name.isBlank());
    }

    /** What the relay is called on screen. */
    String name() {
        return forwarded().orElse(address);
    }

    /** As the client wants them, for a relay that is found at {@code address}. */
    HubbleSettings client(String address) {
        var plain = HubbleSettings.at(address);
        return tls == null
                ? plain
                : plain.with(
                        new HubbleSettings.Tls(
                                Optional.ofNullable(tls.ca()),
                                Optional.ofNullable(tls.certificate()),
                                Optional.ofNullable(tls.key()),
                                Optional.ofNullable(tls.serverName())));
    }
}
