package dev.portcullis.lab.observer;

import java.nio.file.Path;
import java.util.Optional;

/**
 * How the lab's observer runs.
 *
 * @param port of the gRPC server on 127.0.0.1; 0 takes any free one
 * @param metricsPort of the Prometheus endpoint on 127.0.0.1; 0 takes any free one
 * @param nodeName the one node all flows come from
 * @param clusterName the cluster that namespaces are reported for
 * @param version what the server calls itself; the Cilium version whose protocol it speaks
 * @param capacity events kept, 2^n − 1 as Cilium demands
 * @param tls certificate and key for TLS; plaintext without, as a relay in a cluster is by default
 */
public record ObserverSettings(
        int port,
        int metricsPort,
        String nodeName,
        String clusterName,
        String version,
        int capacity,
        Optional<Tls> tls) {

    /** Cilium's default per node. */
    public static final int DEFAULT_CAPACITY = 4_095;

    /**
     * PEM files.
     *
     * @param clientCa if present, clients must show a certificate this authority signed
     */
    public record Tls(Path certificate, Path key, Optional<Path> clientCa) {}

    /** The defaults, on these two ports. */
    public static ObserverSettings on(int port, int metricsPort) {
        return new ObserverSettings(
                port,
                metricsPort,
                "lab",
                "default",
                "1.20.2+lab",
                DEFAULT_CAPACITY,
                Optional.empty());
    }

    public ObserverSettings {
        if (capacity < 1 || capacity > 65_535 || (capacity & capacity + 1) != 0) {
            throw new IllegalArgumentException(
                    "capacity is %d; it must be 2^n - 1, at most 65535".formatted(capacity));
        }
    }
}
