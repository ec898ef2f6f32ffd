package dev.portcullis.traffic.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.portcullis.traffic.Environment;
import dev.portcullis.traffic.JsonLines;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ClientTest {

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final Map<String, Integer> versions = new ConcurrentHashMap<>();
    private final Set<String> methods = ConcurrentHashMap.newKeySet();
    private final Set<Integer> connections = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean broken = new AtomicBoolean();
    private HttpServer service;
    private Thread client;

    @BeforeEach
    void start() throws IOException {
        service = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
        service.createContext("/api/v1/users", this::answer);
        service.setExecutor(Runnable::run);
        service.start();
        ClientSettings settings =
                ClientSettings.from(
                        new Environment(
                                Map.of(
                                        "TARGET",
                                        "http://127.0.0.1:" + service.getAddress().getPort(),
                                        "RATE",
                                        "100",
                                        "USERS",
                                        "3")));
        JsonLines out = new JsonLines(new PrintStream(printed, true, StandardCharsets.UTF_8));
        client =
                Thread.startVirtualThread(
                        () -> {
                            try {
                                new Client(settings, Clock.systemUTC(), out).run();
                            } catch (InterruptedException e) {
                                // the test is over
                            }
                        });
    }

    @AfterEach
    void stop() throws InterruptedException {
        client.interrupt();
        client.join();
        service.stop(0);
    }

    @Test
    void itReadsAndWritesOnlyAFixedSetOfUsersOverEverNewConnections() {
        await().until(() -> reports() >= 2);

        assertThat(versions.keySet())
                .containsExactlyInAnyOrder(
                        "load-0@example.org", "load-1@example.org", "load-2@example.org");
        assertThat(methods).containsExactlyInAnyOrder("GET", "POST", "PATCH");
        assertThat(connections).hasSizeGreaterThan(1);
        assertThat(last().at("/total/successRate").asDouble()).isEqualTo(1.0);
        assertThat(last().path("p99Ms").asDouble()).isPositive();
    }

    @Test
    void aServiceThatFailsShowsInTheNextReport() {
        await().until(() -> reports() >= 1);
        broken.set(true);

        await().until(() -> last().path("failed").asInt() > 0);

        assertThat(last().path("lastError").asString()).isEqualTo("HTTP 503");
    }

    private long reports() {
        return printed.toString(StandardCharsets.UTF_8).lines().count();
    }

    private JsonNode last() {
        String line = printed.toString(StandardCharsets.UTF_8).lines().toList().getLast();
        return JsonMapper.shared().readTree(line);
    }

    private void answer(HttpExchange exchange) throws IOException {
        methods.add(exchange.getRequestMethod());
        connections.add(exchange.getRemoteAddress().getPort());
        JsonNode body = JsonMapper.shared().readTree(exchange.getRequestBody());
        String path = exchange.getRequestURI().getPath();
        String id = path.substring(path.lastIndexOf('/') + 1);
        if (broken.get()) {
            reply(exchange, 503, "{}");
            return;
        }
        switch (exchange.getRequestMethod()) {
            case "POST" -> {
                versions.put(body.path("email").asString(), 1);
                reply(exchange, 201, user(body.path("email").asString()));
            }
            case "PATCH" -> {
                String match = "\"" + versions.get(id) + "\"";
                if (match.equals(exchange.getRequestHeaders().getFirst("If-Match"))) {
                    versions.merge(id, 1, Integer::sum);
                    reply(exchange, 200, user(id));
                } else {
                    reply(exchange, 412, "{}");
                }
            }
            default ->
                    reply(
                            exchange,
                            200,
                            id.equals("users") ? "{\"items\":[],\"next\":null}" : user(id));
        }
    }

    private String user(String email) {
        return "{\"id\":\"%s\",\"email\":\"%s\",\"version\":%d}"
                .formatted(email, email, versions.get(email));
    }

    private static void reply(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        try (exchange) {
            exchange.getResponseBody().write(bytes);
        }
    }
}
