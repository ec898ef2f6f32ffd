package dev.portcullis.userservice.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A way to a server that can be closed as a network policy closes it: new connections are never answered, and bytes on
 * old ones are held until it opens again.
 */
public final class TestGate implements AutoCloseable {

    private final ServerSocket door;
    private final int serverPort;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition opened = lock.newCondition();
    private boolean open;

    /** A gate, closed at first, to a server on a loopback port. */
    public TestGate(int serverPort) throws IOException {
        this.serverPort = serverPort;
        this.door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.startVirtualThread(this::accept);
    }

    public int port() {
        return door.getLocalPort();
    }

    public void open() {
        set(true);
    }

    public void shut() {
        set(false);
    }

    private void set(boolean state) {
        lock.lock();
        try {
            open = state;
            opened.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void accept() {
        try {
            while (true) {
                Socket client = door.accept();
                Thread.startVirtualThread(() -> relay(client));
            }
        } catch (IOException e) {
            // closed: the test is over
        }
    }

    private void relay(Socket client) {
        try (client) {
            passWhenOpen();
            try (Socket server = new Socket()) {
                server.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), serverPort));
                Thread back = Thread.startVirtualThread(() -> copy(server, client));
                copy(client, server);
                back.interrupt();
            }
        } catch (IOException e) {
            // either side went away, as they may
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void copy(Socket from, Socket to) {
        byte[] buffer = new byte[8_192];
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                passWhenOpen();
                out.write(buffer, 0, read);
                out.flush();
            }
            to.shutdownOutput();
        } catch (IOException e) {
            // either side went away, as they may
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void passWhenOpen() throws InterruptedException {
        lock.lock();
        try {
            while (!open) {
                opened.await();
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        try {
            door.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
