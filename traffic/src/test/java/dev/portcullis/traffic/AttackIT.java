package dev.portcullis.traffic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.portcullis.userservice.testing.TestDatabase;
import dev.portcullis.userservice.testing.TestGate;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class AttackIT {

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final TestDatabase database = TestDatabase.get();

    @Test
    void whoLogsInIsConnectedAndKeepsTheSession() {
        int exitCode = attack("mysql-login", Map.of("ATTEMPTS", "3"));

        assertThat(exitCode).isEqualTo(10);
        assertThat(attempts()).extracting(AttackIT::outcome).containsOnly("CONNECTED");
        assertThat(attempts()).extracting(AttackIT::held).containsOnly("ALIVE");
        assertThat(attempts()).noneMatch(attempt -> attempt.has("rows"));
        assertThat(summary().path("verdict").asString()).isEqualTo("EXPOSED");
        assertThat(summary().path("gotThrough").asInt()).isEqualTo(3);
    }

    @Test
    void aWrongPasswordProvesThatTheWayIsOpen() {
        int exitCode = attack("mysql-login", Map.of("ATTEMPTS", "1", "DB_PASSWORD", "wrong"));

        assertThat(exitCode).isEqualTo(10);
        JsonNode attempt = attempts().getFirst();
        assertThat(outcome(attempt)).isEqualTo("AUTH_FAILED");
        assertThat(attempt.path("sqlState").asString()).isEqualTo("28000");
        assertThat(attempt.path("vendorCode").asInt()).isEqualTo(1045);
        assertThat(held(attempt)).isEqualTo("NONE");
    }

    @Test
    void anAccountWithoutRightsFindsNothingToRead() {
        attack("mysql-exfiltrate", Map.of("ATTEMPTS", "1"));

        assertThat(outcome(attempts().getFirst())).isEqualTo("CONNECTED");
        assertThat(attempts().getFirst().path("rows").asLong()).isZero();
    }

    @Test
    void leakedCredentialsCountWhatTheyCouldRead() {
        String schema = database.newSchema();
        database.execute("CREATE TABLE " + schema + ".secrets (word VARCHAR(20))");
        database.execute("INSERT INTO " + schema + ".secrets VALUES ('swordfish'), ('sesame')");

        int exitCode =
                attack("mysql-exfiltrate", Map.of("ATTEMPTS", "1", "DB_USERNAME", "users_app"));

        assertThat(exitCode).isEqualTo(10);
        assertThat(outcome(attempts().getFirst())).isEqualTo("DATA_READ");
        assertThat(attempts().getFirst().path("rows").asLong()).isEqualTo(2);
        assertThat(printed.toString(StandardCharsets.UTF_8)).doesNotContain("swordfish");
    }

    @Test
    void aGateThatShutsCutsTheKeptSessionAndStopsTheNextAttempts() throws Exception {
        try (TestGate gate = new TestGate(database.port())) {
            gate.open();
            AtomicInteger exitCode = new AtomicInteger(-1);
            Thread attacker =
                    Thread.startVirtualThread(
                            () ->
                                    exitCode.set(
                                            attack(
                                                    "mysql-login",
                                                    Map.of(
                                                            "TARGET", "127.0.0.1:" + gate.port(),
                                                            "ATTEMPTS", "6",
                                                            "INTERVAL_MS", "300",
                                                            "CONNECT_TIMEOUT_MS", "400"))));
            await().until(() -> attempts().size() >= 2);
            gate.shut();
            attacker.join();

            assertThat(exitCode).hasValue(10);
            assertThat(outcome(attempts().getFirst())).isEqualTo("CONNECTED");
            assertThat(held(attempts().getFirst())).isEqualTo("ALIVE");
            assertThat(outcome(attempts().getLast())).isEqualTo("TIMEOUT");
            assertThat(held(attempts().getLast())).isEqualTo("CUT");
            assertThat(summary().path("held").asString()).isEqualTo("CUT");
        }
    }

    private int attack(String plan, Map<String, String> environment) {
        Map<String, String> all = new HashMap<>(environment);
        all.putIfAbsent("TARGET", "127.0.0.1:" + database.port());
        all.putIfAbsent("INTERVAL_MS", "0");
        all.putIfAbsent("CONNECT_TIMEOUT_MS", "10000");
        all.putIfAbsent("DB_USERNAME", "drill");
        all.putIfAbsent("DB_PASSWORD", TestDatabase.PASSWORD);
        JsonLines out = new JsonLines(new PrintStream(printed, true, StandardCharsets.UTF_8));
        return Traffic.run(
                new Traffic(new Environment(all), out, Clock.systemUTC()), "attack", plan);
    }

    private List<JsonNode> attempts() {
        return lines().stream().filter(line -> line.has("attempt")).toList();
    }

    private JsonNode summary() {
        return lines().getLast().path("summary");
    }

    private List<JsonNode> lines() {
        return printed.toString(StandardCharsets.UTF_8)
                .lines()
                .filter(line -> line.endsWith("}"))
                .map(JsonMapper.shared()::readTree)
                .toList();
    }

    private static String outcome(JsonNode attempt) {
        return attempt.path("outcome").asString();
    }

    private static String held(JsonNode attempt) {
        return attempt.path("held").asString();
    }
}
