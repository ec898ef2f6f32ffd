package dev.portcullis.lab.api;

import java.io.IOException;
import java.net.URI;
import org.apache.catalina.LifecycleException;
import org.jspecify.annotations.Nullable;

/**
 * The Kubernetes API of the lab over HTTPS (HTTP/1.1 and HTTP/2) on 127.0.0.1. Every request needs
 * the bearer token but those for health. Its objects outlive {@link #stopServing}, as those of a
 * cluster outlive its API server.
 */
public final class ApiServer implements AutoCloseable {

    private final Store store;
    private final Tls tls;
    private final String token;
    private final PodLogs logs;
    private final PodPorts ports;
    private int port;
    private @Nullable ServingApi serving;

    private ApiServer(Store store, Tls tls, String token, PodLogs logs, PodPorts ports, int port) {
        this.store = store;
        this.tls = tls;
        this.token = token;
        this.logs = logs;
        this.ports = ports;
        this.port = port;
    }

    /**
     * Starts serving.
     *
     * @param store the objects to serve
     * @param tls the certificate to show
     * @param token what clients must send as {@code Authorization: Bearer …}
     * @param logs where {@code pods/log} reads
     * @param port the port on 127.0.0.1; 0 for any free one
     * @throws IOException if the port is taken
     */
    public static ApiServer start(Store store, Tls tls, String token, PodLogs logs, int port)
            throws IOException {
        return start(store, tls, token, logs, PodPorts.NONE, port);
    }

    /**
     * Starts serving, forwarded ports as well.
     *
     * @param ports where {@code pods/portforward} leads
     * @throws IOException if the port is taken
     */
    public static ApiServer start(
            Store store, Tls tls, String token, PodLogs logs, PodPorts ports, int port)
            throws IOException {
        ApiServer server = new ApiServer(store, tls, token, logs, ports, port);
        server.serve();
        return server;
    }

    /** The port it listens on, also while it does not serve. */
    public synchronized int port() {
        return port;
    }

    /** Where clients find it. */
    public URI uri() {
        return URI.create("https://127.0.0.1:" + port());
    }

    /** Cuts every request and watch and stops listening, as an API server does that is killed. */
    public synchronized void stopServing() {
        if (serving != null) {
            serving.close();
            serving = null;
        }
    }

    /**
     * Listens (again), on the port it had. A second call does nothing.
     *
     * @throws IOException if the port has been taken meanwhile
     */
    public synchronized void serve() throws IOException {
        if (serving != null) {
            return;
        }
        try {
            serving = new ServingApi(store, tls, token, logs, ports, port);
            port = serving.port();
        } catch (LifecycleException e) {
            throw new IOException("The API server cannot listen on port " + port, e);
        }
    }

    /** Ends every watch and stops listening. */
    @Override
    public void close() {
        stopServing();
    }
}
