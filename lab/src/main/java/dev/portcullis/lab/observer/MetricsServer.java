package dev.portcullis.lab.observer;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** {@code GET /metrics} in Prometheus text, on 127.0.0.1 only. */
final class MetricsServer implements AutoCloseable {
    private final HttpServer server;
    private final ExecutorService threads;

    private MetricsServer(HttpServer server, ExecutorService threads) {
        this.server = server;
        this.threads = threads;
    }

    static MetricsServer start(int port, FlowMetrics metrics) throws IOException {
        HttpServer server;
        try {
            server =
                    HttpServer.create(
                            new InetSocketAddress(
                                    InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port),
                            0);
        } catch (IOException taken) {
            throw new IOException(
                    "The metrics cannot be served on 127.0.0.1:%d: %s"
                            .formatted(port, taken.getMessage()),
                    taken);
        }
        var threads = Executors.newVirtualThreadPerTaskExecutor();
        server.setExecutor(threads);
        var writer = PrometheusTextFormatWriter.create();
        server.createContext("/", exchange -> answer(exchange, metrics, writer));
        server.start();
        return new MetricsServer(server, threads);
    }

    int port() {
        return server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private static void answer(
            HttpExchange exchange, FlowMetrics metrics, PrometheusTextFormatWriter writer)
            throws IOException {
        try (exchange) {
            boolean get =
                    exchange.getRequestMethod().equals("GET")
                            || exchange.getRequestMethod().equals("HEAD");
            if (!exchange.getRequestURI().getPath().equals("/metrics") || !get) {
                exchange.sendResponseHeaders(get ? 404 : 405, -1);
                return;
            }
            var text = new ByteArrayOutputStream();
            writer.write(text, metrics.registry().scrape());
            exchange.getResponseHeaders().set("Content-Type", writer.getContentType());
            boolean head = exchange.getRequestMethod().equals("HEAD");
            exchange.sendResponseHeaders(200, head ? -1 : text.size());
            if (!head) {
                text.writeTo(exchange.getResponseBody());
            }
        }
    }
}
