package dev.portcullis.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class TrafficTest {

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    @Test
    void aClosedPortIsRefusedAndCountsAsBlocked() throws IOException {
        int port;
        try (ServerSocket socket = listener()) {
            port = socket.getLocalPort();
        }

        int exitCode = attack(Map.of("TARGET", "127.0.0.1:" + port, "ATTEMPTS", "2"));

        assertThat(exitCode).isZero();
        assertThat(lines()).hasSize(3);
        assertThat(lines().getFirst().path("outcome").asString()).isEqualTo("REFUSED");
        assertThat(lines().getFirst().path("sqlState").asString()).isEqualTo("08S01");
        assertThat(lines().getLast().at("/summary/verdict").asString()).isEqualTo("BLOCKED");
    }

    @Test
    void aServerThatNeverAnswersIsATimeoutWithState08S01() throws IOException {
        try (ServerSocket silent = listener()) {
            int exitCode =
                    attack(
                            Map.of(
                                    "DRILL", "d-1",
                                    "TARGET", "127.0.0.1:" + silent.getLocalPort(),
                                    "ATTEMPTS", "1",
                                    "CONNECT_TIMEOUT_MS", "200"));

            assertThat(exitCode).isZero();
            JsonNode attempt = lines().getFirst();
            assertThat(attempt.path("drill").asString()).isEqualTo("d-1");
            assertThat(attempt.path("attempt").asInt()).isEqualTo(1);
            assertThat(attempt.path("outcome").asString()).isEqualTo("TIMEOUT");
            assertThat(attempt.path("sqlState").asString()).isEqualTo("08S01");
            assertThat(attempt.path("vendorCode").asInt()).isZero();
            assertThat(attempt.path("rootCause").asString()).startsWith("SocketTimeoutException");
            assertThat(attempt.path("elapsedMs").asLong()).isBetween(150L, 5_000L);
            assertThat(attempt.path("held").asString()).isEqualTo("NONE");
        }
    }

    @Test
    void thePasswordIsNeverPrinted() throws IOException {
        try (ServerSocket silent = listener()) {
            attack(
                    Map.of(
                            "TARGET", "127.0.0.1:" + silent.getLocalPort(),
                            "ATTEMPTS", "1",
                            "CONNECT_TIMEOUT_MS", "100",
                            "DB_PASSWORD", "open-sesame"));
        }

        assertThat(printed.toString(StandardCharsets.UTF_8)).doesNotContain("open-sesame");
    }

    @Test
    void aWrongCommandLineOrEnvironmentIsAUsageErrorAndAttacksNobody() {
        assertThat(run(Map.of())).isEqualTo(2);
        assertThat(run(Map.of(), "attack", "rm-rf")).isEqualTo(2);
        assertThat(run(Map.of("ATTEMPTS", "many"), "attack", "mysql-login")).isEqualTo(2);
        assertThat(
                        run(
                                Map.of("TARGET", "db:3306/?allowLoadLocalInfile=true"),
                                "attack",
                                "mysql-login"))
                .isEqualTo(2);
        assertThat(run(Map.of("RATE", "0"), "client")).isEqualTo(2);
        assertThat(run(Map.of("TARGET", "ftp://host"), "client")).isEqualTo(2);
        assertThat(printed.size()).isZero();
    }

    private int attack(Map<String, String> environment) {
        Map<String, String> all = new HashMap<>(environment);
        all.putIfAbsent("INTERVAL_MS", "0");
        return run(all, "attack", "mysql-login");
    }

    private int run(Map<String, String> environment, String... arguments) {
        Traffic traffic =
                new Traffic(
                        new Environment(environment),
                        new JsonLines(new PrintStream(printed, true, StandardCharsets.UTF_8)),
                        Clock.systemUTC());
        return Traffic.run(traffic, arguments);
    }

    private List<JsonNode> lines() {
        return printed.toString(StandardCharsets.UTF_8)
                .lines()
                .map(JsonMapper.shared()::readTree)
                .toList();
    }

    private static ServerSocket listener() throws IOException {
        return new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    }
}
