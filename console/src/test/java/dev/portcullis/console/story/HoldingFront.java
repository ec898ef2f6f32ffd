package dev.portcullis.console.story;

import dev.portcullis.console.LabApi;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Stands between a console and the Kubernetes API and passes everything on, but for one request that it was told to
 * hold: that one it keeps, so that the console can be killed while it waits, and then throws away.
 */
final class HoldingFront implements AutoCloseable {
    private static final int LONGEST_HEAD = 64 << 10;

    private final LabApi api;
    private final ServerSocket listening;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private volatile Hold hold = new Hold(_ -> false);

    HoldingFront(LabApi api) throws IOException {
        this.api = api;
        listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        threads.submit(this::accept);
    }

    /** A request as it comes in: method and path. */
    record Asked(String method, String path) {}

    /** One request to hold. */
    static final class Hold {
        private final Predicate<Asked> which;
        private final CountDownLatch held = new CountDownLatch(1);
        private final CountDownLatch over = new CountDownLatch(1);

        private Hold(Predicate<Asked> which) {
            this.which = which;
        }

        /** Returns when the request is here and not passed on. */
        void await() throws InterruptedException {
            held.await();
        }

        /** Throws it away, and holds nothing any more. */
        void drop() {
            over.countDown();
        }

        private boolean takes(Asked asked) {
            return over.getCount() > 0 && which.test(asked);
        }
    }

    /** Holds every such request from now on. */
    Hold hold(Predicate<Asked> which) {
        hold = new Hold(which);
        return hold;
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + listening.getLocalPort());
    }

    private Void accept() throws IOException {
        while (!listening.isClosed()) {
            Socket client = listening.accept();
            threads.submit(() -> serve(client));
        }
        return null;
    }

    /** Serves one request, or one WebSocket, for each connection: so none hides behind another. */
    private Void serve(Socket client) throws IOException, InterruptedException {
        try (client) {
            String head = head(client.getInputStream());
            String[] line = head.split(" ", 3);
            if (line.length < 3) {
                return null;
            }
            Hold now = hold;
            if (now.takes(new Asked(line[0], line[1].replaceFirst("\\?.*", "")))) {
                now.held.countDown();
                now.over.await();
                return null;
            }
            try (Socket server =
                    api.trust().getSocketFactory().createSocket("127.0.0.1", api.uri().getPort())) {
                server.getOutputStream().write(alone(head).getBytes(StandardCharsets.ISO_8859_1));
                threads.submit(() -> pass(client, server));
                pass(server, client);
            }
        }
        return null;
    }

    private static Void pass(Socket from, Socket to) throws IOException {
        from.getInputStream().transferTo(to.getOutputStream());
        return null;
    }

    private static String head(InputStream in) throws IOException {
        var head = new ByteArrayOutputStream();
        for (int next = in.read(); next >= 0 && head.size() < LONGEST_HEAD; next = in.read()) {
            head.write(next);
            if (next == '\n' && head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
                break;
            }
        }
        return head.toString(StandardCharsets.ISO_8859_1);
    }

    private static String alone(String head) {
        if (head.toLowerCase(Locale.ROOT).contains("upgrade: websocket")) {
            return head;
        }
        return head.lines()
                        .filter(line -> !line.isEmpty())
                        .filter(line -> !line.toLowerCase(Locale.ROOT).startsWith("connection:"))
                        .filter(line -> !line.toLowerCase(Locale.ROOT).startsWith("upgrade:"))
                        .collect(Collectors.joining("\r\n"))
                + "\r\nConnection: close\r\n\r\n";
    }

    @Override
    public void close() throws IOException {
        hold.drop();
        listening.close();
        threads.shutdownNow();
    }
}
