package dev.portcullis.console.cluster;

import java.util.Optional;

/**
 * A port of 127.0.0.1 that leads through the Kubernetes API to the first port of a Service, for a console outside the
 * cluster. Closing it closes the port.
 */
public interface ServiceForward extends AutoCloseable {
    /** Where to connect to: {@code host:port}. */
    String address();

    /** Why the newest connection found no way, as a sentence; empty if it found one. */
    Optional<String> obstacle();

    @Override
    void close();
}
