package dev.portcullis.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.portcullis.traffic.attack.Plan;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class PlansTest {

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    @Test
    void theSixPlansAreThoseThatAreKnown() {
        assertThat(Plan.names())
                .containsExactly(
                        "mysql-login",
                        "mysql-exfiltrate",
                        "label-impostor",
                        "port-scan",
                        "api-delete",
                        "db-egress");
    }

    @ParameterizedTest
    @CsvSource({
        "403, HTTP_403, 0",
        "404, HTTP_404, 10",
        "204, HTTP_2xx, 10",
        "500, HTTP_OTHER, 20",
        "401, HTTP_OTHER, 20"
    })
    void aDeletionIsJudgedByItsAnswer(int status, String outcome, int exitCode) throws IOException {
        List<String> asked = new CopyOnWriteArrayList<>();
        HttpServer service = HttpServer.create(loopback(0), 0);
        service.createContext(
                "/",
                exchange -> {
                    asked.add(
                            "%s %s %s"
                                    .formatted(
                                            exchange.getRequestMethod(),
                                            exchange.getRequestURI(),
                                            exchange.getRequestHeaders().getFirst("If-Match")));
                    exchange.sendResponseHeaders(status, -1);
                    exchange.close();
                });
        service.start();
        try {
            assertThat(attack("api-delete", service.getAddress().getPort(), 2)).isEqualTo(exitCode);
        } finally {
            service.stop(0);
        }

        assertThat(attempts()).extracting(each -> text(each, "outcome")).containsOnly(outcome);
        assertThat(asked)
                .hasSize(2)
                .containsOnly("DELETE /api/v1/users/00000000-0000-0000-0000-000000000000 \"0\"");
    }

    @Test
    void aServiceThatNeverAnswersIsATimeout() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            assertThat(attack("api-delete", silent.getLocalPort(), 1)).isZero();
        }

        assertThat(text(attempts().getFirst(), "outcome")).isEqualTo("TIMEOUT");
    }

    @Test
    void theWayOutIsOpenWhereSomebodyAcceptsAndNotAByteIsSent() throws IOException {
        try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            assertThat(attack("db-egress", server.getLocalPort(), 1)).isEqualTo(10);

            try (var accepted = server.accept()) {
                assertThat(accepted.getInputStream().read()).isEqualTo(-1);
            }
        }
        assertThat(text(attempts().getFirst(), "outcome")).isEqualTo("CONNECTED");
    }

    @Test
    void aScanKnocksAtOnePortAfterTheOtherTheTargetsOwnFirst() throws IOException {
        try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            int own = server.getLocalPort();
            attack("port-scan", own, 4);

            assertThat(attempts())
                    .extracting(each -> text(each, "target"))
                    .containsExactly(
                            "127.0.0.1:" + own,
                            "127.0.0.1:3306",
                            "127.0.0.1:33060",
                            "127.0.0.1:22");
            assertThat(text(attempts().getFirst(), "outcome")).isEqualTo("CONNECTED");
        }
    }

    private int attack(String plan, int port, int attempts) {
        Map<String, String> environment = new HashMap<>();
        environment.put("DRILL", "plans");
        environment.put("TARGET", "127.0.0.1:" + port);
        environment.put("ATTEMPTS", Integer.toString(attempts));
        environment.put("INTERVAL_MS", "0");
        environment.put("CONNECT_TIMEOUT_MS", "300");
        Traffic traffic =
                new Traffic(
                        new Environment(environment),
                        new JsonLines(new PrintStream(printed, true, StandardCharsets.UTF_8)),
                        Clock.systemUTC());
        return Traffic.run(traffic, "attack", plan);
    }

    private List<JsonNode> attempts() {
        return printed.toString(StandardCharsets.UTF_8)
                .lines()
                .map(JsonMapper.shared()::readTree)
                .filter(line -> line.has("attempt"))
                .toList();
    }

    private static String text(JsonNode line, String field) {
        return line.path(field).asString();
    }

    private static InetSocketAddress loopback(int port) {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }
}
