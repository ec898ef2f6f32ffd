package dev.portcullis.console.story;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Debian's Prometheus, started with the configuration that is shipped for a running lab. */
final class LabPrometheus implements AutoCloseable {
    private static final Path SHIPPED =
            Path.of("..", "grafana-provisioning", "prometheus", "prometheus.yaml");
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final Process process;
    private final URI uri;

    private LabPrometheus(Process process, URI uri) {
        this.process = process;
        this.uri = uri;
    }

    /** Starts one, and waits until all it scrapes answers. */
    static LabPrometheus scraping(RunningProduct product, Path folder) throws IOException {
        var endpoints = product.lab().endpoints();
        Path token = Files.writeString(folder.resolve("token"), endpoints.token());
        Path configuration =
                Files.writeString(
                        folder.resolve("prometheus.yaml"),
                        Files.readString(SHIPPED)
                                .replace("_interval: 5s", "_interval: 1s")
                                .replace("127.0.0.1:9965", endpoints.metrics().getAuthority())
                                .replace("127.0.0.1:30080", endpoints.userService().getAuthority())
                                .replace("127.0.0.1:8080", endpoints.console().getAuthority())
                                .replace(
                                        "/run/secrets/console-metrics-token",
                                        token.toAbsolutePath().toString()));
        int port = freePort();
        Process process;
        try {
            process =
                    new ProcessBuilder(
                                    "prometheus",
                                    "--config.file=" + configuration,
                                    "--storage.tsdb.path=" + folder.resolve("data"),
                                    "--web.listen-address=127.0.0.1:" + port)
                            .redirectErrorStream(true)
                            .redirectOutput(folder.resolve("prometheus.log").toFile())
                            .start();
        } catch (IOException missing) {
            throw new IllegalStateException(
                    "This test needs Prometheus on the PATH; on Debian: apt-get install prometheus",
                    missing);
        }
        var started = new LabPrometheus(process, URI.create("http://127.0.0.1:" + port));
        try {
            await("Prometheus scrapes Hubble, the user service and the console")
                    .atMost(Duration.ofSeconds(60))
                    .ignoreExceptions()
                    .until(() -> started.ask("up == 1").size() == 3);
            return started;
        } catch (RuntimeException failed) {
            started.close();
            throw failed;
        }
    }

    /** The result of an instant query. */
    JsonNode ask(String expression) {
        return get("/api/v1/query?query=" + encode(expression)).path("result");
    }

    /** The values of a label among some series. */
    List<String> values(String label, String series) {
        var values = new ArrayList<String>();
        get("/api/v1/label/%s/values?match[]=%s".formatted(label, encode(series)))
                .forEach(value -> values.add(value.asString()));
        return values;
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException interrupted) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private JsonNode get(String path) {
        try {
            HttpResponse<String> answer =
                    HTTP.send(
                            HttpRequest.newBuilder(URI.create(uri + path.replace("[]", "%5B%5D")))
                                    .build(),
                            BodyHandlers.ofString());
            JsonNode json = JsonMapper.shared().readTree(answer.body());
            if (!json.path("status").asString("").equals("success")) {
                throw new IllegalStateException(path + ": " + answer.body());
            }
            return json.path("data");
        } catch (IOException failed) {
            throw new java.io.UncheckedIOException(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
