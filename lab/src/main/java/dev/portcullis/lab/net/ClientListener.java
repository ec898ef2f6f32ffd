package dev.portcullis.lab.net;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A port on 127.0.0.1 whose every connection is handled on a virtual thread, so many at a time and no more: the next one
 * waits in the kernel's queue.
 */
final class ClientListener implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ClientListener.class);
    private static final int AT_ONCE = 256;

    /** Handles one connection; it is closed afterwards. */
    interface Handler {
        void handle(Socket client) throws IOException, InterruptedException;
    }

    private final ServerSocket server;
    private final Handler handler;
    private final Semaphore free = new Semaphore(AT_ONCE);
    private final Set<Socket> clients = ConcurrentHashMap.newKeySet();

    private ClientListener(ServerSocket server, Handler handler) {
        this.server = server;
        this.handler = handler;
    }

    /** Listens on that port; 0 takes any free one. */
    static ClientListener open(int port, String name, Handler handler) {
        try {
            ServerSocket server = new ServerSocket(port, 128, InetAddress.getLoopbackAddress());
            ClientListener listener = new ClientListener(server, handler);
            Thread.ofVirtual().name("listen-" + name).start(listener::accept);
            return listener;
        } catch (IOException e) {
            throw new UncheckedIOException("port " + port + " of 127.0.0.1 cannot be used", e);
        }
    }

    int port() {
        return server.getLocalPort();
    }

    private void accept() {
        try {
            while (true) {
                free.acquire();
                Socket client = server.accept();
                client.setTcpNoDelay(true);
                clients.add(client);
                Thread.ofVirtual().name("client").start(() -> handle(client));
            }
        } catch (IOException closed) {
            LOG.debug("No longer listening on {}", server);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void handle(Socket client) {
        try (client) {
            handler.handle(client);
        } catch (IOException gone) {
            LOG.debug("A connection ended: {}", gone.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            LOG.warn("A connection failed", e);
        } finally {
            clients.remove(client);
            free.release();
        }
    }

    @Override
    public void close() {
        try {
            server.close();
            for (Socket client : clients) {
                client.close();
            }
        } catch (IOException e) {
            LOG.debug("While closing {}: {}", server, e.toString());
        }
    }
}
