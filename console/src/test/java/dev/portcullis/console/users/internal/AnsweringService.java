package dev.portcullis.console.users.internal;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** An HTTP server that gives the answers it was told, in their order, and keeps what it was asked. */
final class AnsweringService implements AutoCloseable {
    record Answer(int status, String body) {}

    record Asked(String method, String target, String ifMatch, String body) {}

    private final HttpServer server;
    private final Deque<Answer> answers = new ArrayDeque<>();
    private final List<Asked> asked = new ArrayList<>();

    AnsweringService() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 10);
        server.createContext(
                "/",
                exchange -> {
                    Answer answer;
                    synchronized (this) {
                        String ifMatch = exchange.getRequestHeaders().getFirst("If-Match");
                        asked.add(
                                new Asked(
                                        exchange.getRequestMethod(),
                                        exchange.getRequestURI().toString(),
                                        ifMatch == null ? "" : ifMatch,
                                        new String(
                                                exchange.getRequestBody().readAllBytes(),
                                                StandardCharsets.UTF_8)));
                        answer = answers.isEmpty() ? new Answer(500, "") : answers.removeFirst();
                    }
                    byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
                    exchange.sendResponseHeaders(
                            answer.status(), body.length == 0 ? -1 : body.length);
                    exchange.getResponseBody().write(body);
                    exchange.close();
                });
        server.start();
    }

    synchronized AnsweringService then(int status, String body) {
        answers.add(new Answer(status, body));
        return this;
    }

    synchronized List<Asked> asked() {
        return List.copyOf(asked);
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
