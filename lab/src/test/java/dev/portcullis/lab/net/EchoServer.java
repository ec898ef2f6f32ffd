package dev.portcullis.lab.net;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicInteger;

/** Sends back whatever it gets, and counts it. */
final class EchoServer implements AutoCloseable {

    final AtomicInteger bytes = new AtomicInteger();
    final AtomicInteger connections = new AtomicInteger();
    private final ServerSocket server;

    EchoServer() throws IOException {
        server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::accept);
    }

    int port() {
        return server.getLocalPort();
    }

    private void accept() {
        try {
            while (true) {
                Socket client = server.accept();
                connections.incrementAndGet();
                Thread.ofVirtual().start(() -> echo(client));
            }
        } catch (IOException closed) {
            // The test is over.
        }
    }

    private void echo(Socket client) {
        try (client) {
            InputStream in = client.getInputStream();
            byte[] buffer = new byte[1024];
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                bytes.addAndGet(n);
                client.getOutputStream().write(buffer, 0, n);
            }
        } catch (IOException gone) {
            // The client has left.
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
