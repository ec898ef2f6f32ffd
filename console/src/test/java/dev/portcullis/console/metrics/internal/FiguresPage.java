package dev.portcullis.console.metrics.internal;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** A page of metrics on loopback, whose text the test decides. */
final class FiguresPage implements AutoCloseable {
    private final HttpServer server;
    volatile String text = "";
    volatile int status = 200;

    FiguresPage() throws IOException {
        server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        server.createContext(
                "/",
                exchange -> {
                    byte[] body = text.getBytes(StandardCharsets.UTF_8);
                    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
                    exchange.getResponseBody().write(body);
                    exchange.close();
                });
        server.start();
    }

    URI uri() {
        return URI.create("http://127.0.0.1:%d/metrics".formatted(server.getAddress().getPort()));
    }

    /** A user service that opened so many connections, each in so many seconds, since that time. */
    void userService(double started, int opened, double seconds) {
        text =
                """
                # HELP process_start_time_seconds Start
                process_start_time_seconds %s
                hikaricp_connections_creation_seconds_count{pool="users"} %s
                hikaricp_connections_creation_seconds_sum{pool="users"} %s
                http_server_requests_seconds_count{uri="/actuator/health"} 500
                """
                        .formatted(started, (double) opened, seconds);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
