package dev.portcullis.console.cluster;

/** Opens ways to Services through the Kubernetes API. */
public interface ServiceForwards {
    /**
     * Opens a port; whether the Service is there shows with the first connection.
     *
     * @param service {@code namespace/name}
     * @throws IllegalArgumentException if it is not written so
     */
    ServiceForward open(String service);
}
