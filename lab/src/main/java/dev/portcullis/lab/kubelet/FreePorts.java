package dev.portcullis.lab.kubelet;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.HashSet;
import java.util.Set;

/** Hands out ports of 127.0.0.1 that nobody listens on, none of them twice while it is in use. */
public final class FreePorts {

    private static final int TRIES = 100;

    private final Set<Integer> given = new HashSet<>();

    /** Any free port. */
    public synchronized int any() {
        for (int i = 0; i < TRIES; i++) {
            int port = probe(0);
            if (port > 0 && given.add(port)) {
                return port;
            }
        }
        throw new IllegalStateException("no port of 127.0.0.1 is free");
    }

    /** That port, or the next one that is free. */
    public synchronized int from(int wanted) {
        for (int port = wanted; port < wanted + TRIES && port < 65_536; port++) {
            if (!given.contains(port) && probe(port) > 0) {
                given.add(port);
                return port;
            }
        }
        return any();
    }

    /** Something that begins to listen on a port. */
    @FunctionalInterface
    public interface Listener<T> {
        /**
         * @throws IOException if the port is taken
         */
        T listen(int port) throws IOException;
    }

    /**
     * Lets something listen on that port, or on the next free one. A port that somebody else takes between the look and
     * the listening, such as another lab that starts at the same moment, is passed over.
     *
     * @throws IOException if it could listen on none of a few
     */
    public <T> T listen(int wanted, Listener<T> listener) throws IOException {
        IOException refused = null;
        for (int i = 0; i < 5; i++) {
            try {
                return listener.listen(from(wanted));
            } catch (IOException taken) {
                refused = taken;
            }
        }
        throw new IOException("no port from %d on can be listened on".formatted(wanted), refused);
    }

    public synchronized void release(int port) {
        given.remove(port);
    }

    private static int probe(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new java.net.InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return socket.getLocalPort();
        } catch (IOException taken) {
            if (port == 0) {
                throw new UncheckedIOException("no port of 127.0.0.1 is free", taken);
            }
            return 0;
        }
    }
}
