package dev.portcullis.console.story;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The console's jar as a process of its own, configured as everywhere by its environment, and made to be killed. */
final class ConsoleProcess implements AutoCloseable {
    static final String VIEWER_PASSWORD = "somebody types this one";
    private static final String TOKEN = "token-of-a-console-to-be-killed";
    private static final Path JAR = Path.of("target/console.jar").toAbsolutePath();

    private final HttpClient http = HttpClient.newHttpClient();
    private final Process process;
    private final URI uri;

    private ConsoleProcess(Process process, URI uri) {
        this.process = process;
        this.uri = uri;
    }

    /**
     * Starts one and waits until it answers.
     *
     * @param home keeps its store from one to the next
     */
    static ConsoleProcess start(Path home, Path kubeconfig) throws IOException {
        // It has no relay and no user service; nothing listens on port 1
        return start(
                home,
                kubeconfig,
                Map.of(
                        "PORTCULLIS_HUBBLE_ADDRESS", "127.0.0.1:1",
                        "PORTCULLIS_USER_SERVICE_URL", "http://127.0.0.1:1"));
    }

    /**
     * Starts one and waits until it answers.
     *
     * @param places where relay and the user service are, as its environment says it
     */
    static ConsoleProcess start(Path home, Path kubeconfig, Map<String, String> places)
            throws IOException {
        int port = freePort();
        ProcessBuilder builder =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-XX:+UseSerialGC",
                                "-XX:TieredStopAtLevel=1",
                                "-Xmx256m",
                                "--enable-native-access=ALL-UNNAMED",
                                "--sun-misc-unsafe-memory-access=allow",
                                "-jar",
                                JAR.toString())
                        .redirectErrorStream(true)
                        .redirectOutput(
                                ProcessBuilder.Redirect.appendTo(
                                        home.resolve("console.log").toFile()));
        var environment = builder.environment();
        environment.put("SERVER_ADDRESS", "127.0.0.1");
        environment.put("SERVER_PORT", Integer.toString(port));
        environment.put("PORTCULLIS_KUBECONFIG", kubeconfig.toString());
        environment.put("PORTCULLIS_STORE", home.resolve("store").toString());
        environment.put("PORTCULLIS_API_TOKEN", TOKEN);
        environment.put("PORTCULLIS_OPERATOR_PASSWORD", "nobody types this one");
        environment.put("PORTCULLIS_VIEWER_PASSWORD", VIEWER_PASSWORD);
        environment.putAll(places);
        var console = new ConsoleProcess(builder.start(), URI.create("http://127.0.0.1:" + port));
        try {
            await("the console answers")
                    .atMost(Duration.ofMinutes(2))
                    .ignoreExceptions()
                    .until(() -> console.get("/actuator/health/readiness") != null);
            return console;
        } catch (RuntimeException failed) {
            console.close();
            throw failed;
        }
    }

    URI uri() {
        return uri;
    }

    JsonNode get(String path) {
        return JsonMapper.shared().readTree(send("GET", path, "").join().body());
    }

    URI signInLink() {
        return URI.create(
                JsonMapper.shared()
                        .readTree(send("POST", "/api/v1/sign-in-links", "").join().body())
                        .path("url")
                        .asString());
    }

    /** Sends a request and does not wait. */
    CompletableFuture<HttpResponse<String>> send(String method, String path, String body) {
        return http.sendAsync(
                HttpRequest.newBuilder(uri.resolve(path))
                        .header("Authorization", "Bearer " + TOKEN)
                        .header("Content-Type", "application/json")
                        .method(method, BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
    }

    /** Kills it, as {@code kill -9} does, and returns when it is gone. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
        http.shutdownNow();
    }
}
