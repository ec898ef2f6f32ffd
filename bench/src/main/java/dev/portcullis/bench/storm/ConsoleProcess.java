package dev.portcullis.bench.storm;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A console of its own, configured by its environment alone: a lab's Kubernetes, the storm's relay. */
final class ConsoleProcess implements AutoCloseable {
    static final String PASSWORD = "storm-" + UUID.randomUUID();
    private static final String TOKEN = "storm-" + UUID.randomUUID();

    private final Process process;
    private final Path log;
    private final String address;
    private final HttpClient http = HttpClient.newHttpClient();

    ConsoleProcess(Path jar, Path folder, String relay, JsonNode lab) throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        address = "http://127.0.0.1:" + port;
        log = folder.resolve("console.log");
        var command =
                new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-Xmx384m",
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow",
                        "-jar",
                        jar.toAbsolutePath().toString());
        Map<String, String> environment = command.environment();
        environment.put("KUBECONFIG", lab.path("kubeconfig").asString());
        environment.put("PORTCULLIS_KUBECONFIG", lab.path("kubeconfig").asString());
        environment.put("PORTCULLIS_USER_SERVICE_URL", lab.path("userService").asString());
        environment.put("PORTCULLIS_METRICS_URL", lab.path("metrics").asString());
        environment.put("PORTCULLIS_HUBBLE_ADDRESS", relay);
        environment.put(
                "PORTCULLIS_STORE", Files.createDirectories(folder.resolve("store")).toString());
        environment.put("PORTCULLIS_API_TOKEN", TOKEN);
        environment.put("PORTCULLIS_SIGN_IN_CODE", "storm-" + UUID.randomUUID());
        environment.put("PORTCULLIS_OPERATOR_PASSWORD", PASSWORD);
        environment.put("SERVER_ADDRESS", "127.0.0.1");
        environment.put("SERVER_PORT", Integer.toString(port));
        process = command.redirectErrorStream(true).redirectOutput(log.toFile()).start();
    }

    /** Returns once it answers. */
    void await() throws IOException, InterruptedException {
        long end = System.nanoTime() + Duration.ofMinutes(10).toNanos();
        while (System.nanoTime() < end && process.isAlive()) {
            try {
                if (get("/api/v1/status").path("relay").path("connected").asBoolean()) {
                    return;
                }
            } catch (IOException notYet) {
                // It is still starting.
            }
            LockSupport.parkNanos(Duration.ofMillis(300).toNanos());
        }
        throw new IllegalStateException(
                "The console did not start:\n" + String.join("\n", lastLines()));
    }

    private List<String> lastLines() throws IOException {
        List<String> lines = Files.readAllLines(log);
        return lines.subList(Math.max(0, lines.size() - 30), lines.size());
    }

    JsonNode get(String path) throws IOException, InterruptedException {
        return JsonMapper.shared().readTree(call("GET", path, "").body());
    }

    HttpResponse<String> call(String method, String path, String body)
            throws IOException, InterruptedException {
        var response =
                http.send(
                        HttpRequest.newBuilder(URI.create(address + path))
                                .header("Authorization", "Bearer " + TOKEN)
                                .header("Content-Type", "application/json")
                                .timeout(Duration.ofSeconds(60))
                                .method(method, BodyPublishers.ofString(body))
                                .build(),
                        BodyHandlers.ofString());
        if (response.statusCode() >= 300) {
            throw new IOException(
                    "%s %s: %d %s".formatted(method, path, response.statusCode(), response.body()));
        }
        return response;
    }

    /** Signs in with the password, as the login form does. */
    void login() throws IOException, InterruptedException {
        var response =
                http.send(
                        HttpRequest.newBuilder(URI.create(address + "/login"))
                                .header("Content-Type", "application/x-www-form-urlencoded")
                                .timeout(Duration.ofSeconds(60))
                                .POST(
                                        BodyPublishers.ofString(
                                                "username=operator&password=" + PASSWORD))
                                .build(),
                        BodyHandlers.ofString());
        String where = response.headers().firstValue("Location").orElse("");
        if (response.statusCode() != 302 || where.contains("login")) {
            throw new IOException("sign-in: %d %s".formatted(response.statusCode(), where));
        }
    }

    MapFollower follow(int bytesPerSecond, boolean reads) {
        var follower = new MapFollower(bytesPerSecond, reads);
        http.newWebSocketBuilder()
                .header("Authorization", "Bearer " + TOKEN)
                .buildAsync(
                        URI.create(address.replaceFirst("http", "ws") + "/api/ws/map"), follower)
                .join();
        return follower;
    }

    /** Bytes in main memory. */
    long resident() throws IOException {
        for (String line : Files.readAllLines(Path.of("/proc/" + process.pid() + "/status"))) {
            if (line.startsWith("VmRSS:")) {
                return Long.parseLong(line.replaceAll("[^0-9]", "")) * 1_024;
            }
        }
        throw new IOException("No resident size of " + process.pid());
    }

    /** Seconds of CPU used so far. */
    double cpuSeconds() {
        return process.info().totalCpuDuration().orElseThrow().toNanos() / 1e9;
    }

    /** Bytes on its heap that are reachable. */
    long live() throws IOException, InterruptedException {
        tool("GC.run");
        for (String line : tool("GC.heap_info").split("\n", -1)) {
            if (line.contains("tenured") || line.contains("Tenured")) {
                return Long.parseLong(line.replaceAll(".*used (\\d+)K.*", "$1")) * 1_024;
            }
        }
        throw new IOException("jcmd told nothing of the heap");
    }

    /** Stops or continues it as a whole. */
    void signal(String name) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().waitFor();
    }

    @Override
    public void close() throws InterruptedException {
        http.shutdownNow();
        process.destroy();
        if (!process.waitFor(10, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
    }

    private String tool(String what) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "jcmd").toString());
        command.add(Long.toString(process.pid()));
        command.add(what);
        Process jcmd = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        jcmd.waitFor();
        return said;
    }
}
