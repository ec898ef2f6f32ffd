package dev.portcullis.hubble;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * Where a Hubble server is and how to behave towards it.
 *
 * @param address {@code host:port}, of a relay or of one agent
 * @param tls how to secure the connection; plaintext without, as a relay in a cluster is by default
 * @param ringCapacity flows kept for a reader that is slow; what comes beyond is counted and dropped
 * @param shortestRetry the least time before a new attempt
 * @param longestRetry the most time before a new attempt
 * @param overlap how far before the last flow seen a stream is taken up again
 * @param window how long a flow is remembered, so as not to show it twice
 * @param silence after so long without a word the server is asked whether it is still there
 * @param timeout how long an answer may take
 */
public record HubbleSettings(
        String address,
        Optional<Tls> tls,
        int ringCapacity,
        Duration shortestRetry,
        Duration longestRetry,
        Duration overlap,
        Duration window,
        Duration silence,
        Duration timeout) {

    /**
     * TLS with PEM files, which are read again at each attempt, so renewed ones are taken up.
     *
     * @param ca who signed the server's certificate; the JDK's authorities without
     * @param certificate our own, where the server demands one
     * @param key of our certificate: PKCS#8, or as Cilium's secrets hold it
     * @param serverName the name the server's certificate must carry, as {@code
     *     ui.hubble-relay.cilium.io}; the address's host without
     */
    public record Tls(
            Optional<Path> ca,
            Optional<Path> certificate,
            Optional<Path> key,
            Optional<String> serverName) {
        public Tls {
            if (certificate.isPresent() != key.isPresent()) {
                throw new IllegalArgumentException(
                        "A client certificate and its key come together or not at all");
            }
        }
    }

    public HubbleSettings {
        if (host(address).isEmpty()) {
            throw new IllegalArgumentException(
                    "\"%s\" is no address; write host:port".formatted(address));
        }
        if (ringCapacity < 1 || ringCapacity > 1 << 20) {
            throw new IllegalArgumentException(
                    "A ring of %d flows; it must hold 1 to 1048576".formatted(ringCapacity));
        }
        if (shortestRetry.isNegative()
                || shortestRetry.isZero()
                || longestRetry.compareTo(shortestRetry) < 0) {
            throw new IllegalArgumentException(
                    "Retry between %s and %s; the first must be above 0 and not above the second"
                            .formatted(shortestRetry, longestRetry));
        }
    }

    /** The defaults for a server at {@code host:port}, in plaintext. */
    public static HubbleSettings at(String address) {
        return new HubbleSettings(
                address,
                Optional.empty(),
                65_536,
                Duration.ofMillis(500),
                Duration.ofSeconds(30),
                Duration.ofSeconds(2),
                Duration.ofSeconds(60),
                Duration.ofSeconds(30),
                Duration.ofSeconds(5));
    }

    /** The same with TLS. */
    public HubbleSettings with(Tls secured) {
        return new HubbleSettings(
                address,
                Optional.of(secured),
                ringCapacity,
                shortestRetry,
                longestRetry,
                overlap,
                window,
                silence,
                timeout);
    }

    /** The same with a ring of another size. */
    public HubbleSettings withRingCapacity(int capacity) {
        return new HubbleSettings(
                address,
                tls,
                capacity,
                shortestRetry,
                longestRetry,
                overlap,
                window,
                silence,
                timeout);
    }

    /** The same with other times between attempts. */
    public HubbleSettings withRetry(Duration shortest, Duration longest) {
        return new HubbleSettings(
                address, tls, ringCapacity, shortest, longest, overlap, window, silence, timeout);
    }

    String host() {
        return host(address).orElseThrow();
    }

    int port() {
        return Integer.parseInt(address.substring(address.lastIndexOf(':') + 1));
    }

    private static Optional<String> host(String address) {
        int colon = address.lastIndexOf(':');
        String port = address.substring(colon + 1);
        if (colon < 1 || !port.matches("[0-9]{1,5}") || Integer.parseInt(port) > 65_535) {
            return Optional.empty();
        }
        String host = address.substring(0, colon);
        if (host.startsWith("[") && host.endsWith("]")) {
            return Optional.of(host.substring(1, host.length() - 1));
        }
        return host.matches("[-.A-Za-z0-9_]+") ? Optional.of(host) : Optional.empty();
    }
}
