package dev.portcullis.console.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.portcullis.lab.api.Kind;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.ProxySelector;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Every plan against the wall it tests: shut, open, and unseen. */
@ExtendWith(Product.class)
class DrillPlansIT {

    private static final Duration SOON = Duration.ofSeconds(60);

    @ParameterizedTest(name = "{0} from {1}")
    @CsvSource({
        "mysql-login,      outside, mysql-ingress,        TIMEOUT,  CONNECTED",
        "mysql-login,      inside,  mysql-ingress,        TIMEOUT,  CONNECTED",
        "mysql-exfiltrate, outside, mysql-ingress,        TIMEOUT,  CONNECTED",
        "label-impostor,   outside, mysql-ingress,        TIMEOUT,  CONNECTED",
        "port-scan,        outside, mysql-ingress,        TIMEOUT,  CONNECTED",
        "db-egress,        twin,    mysql-egress,         TIMEOUT,  CONNECTED",
        // Last: the gate it moves cuts the shoppers' connections, which the next control would
        // count
        "api-delete,       twin,    user-service-ingress, HTTP_403, HTTP_404"
    })
    void theWallHoldsWithTheGateShutAndFallsWithItOpen(
            String plan,
            String placement,
            String gate,
            String outcomeShut,
            String outcomeOpen,
            RunningProduct product) {
        // A refusal comes at once, and the shoppers report once a second
        int attempts = plan.equals("api-delete") ? 6 : 2;
        JsonNode blocked = drilled(product, plan, placement, attempts);
        assertThat(blocked.path("verdict").asString()).as(blocked.toString()).isEqualTo("BLOCKED");
        assertThat(blocked.path("exitCode").asInt()).isZero();
        assertThat(outcomes(blocked)).containsExactly(outcomeShut);
        assertThat(blocked.path("attempts")).hasSize(attempts);
        for (JsonNode attempt : blocked.path("attempts")) {
            assertThat(attempt.path("network").asString()).isEqualTo("denied");
            assertThat(attempt.path("reason").asString()).contains(gate);
            assertThat(attempt.path("firstDropMs").isNumber()).isTrue();
            assertThat(attempt.path("detectedMs").isNumber()).isTrue();
        }
        assertThat(blocked.path("control").path("successRate").asDouble())
                .isGreaterThanOrEqualTo(0.99);
        assertThat(blocked.path("control").path("worstP99Ms").asDouble()).isPositive();

        assertThat(product.move("users", gate, "off").status()).isEqualTo(200);
        try {
            await().atMost(SOON).until(() -> product.gate("users", gate).equals("off"));
            JsonNode exposed = drilled(product, plan, placement, attempts);
            assertThat(exposed.path("verdict").asString())
                    .as(exposed.toString())
                    .isEqualTo("EXPOSED");
            assertThat(exposed.path("exitCode").asInt()).isEqualTo(10);
            assertThat(outcomes(exposed)).contains(outcomeOpen);
        } finally {
            product.move("users", gate, "on");
            await().atMost(SOON).until(() -> product.gate("users", gate).equals("on"));
        }
        assertNothingIsLeft(product);
    }

    @Test
    void withoutTheRelaysEvidenceNothingIsProven(RunningProduct product) throws Exception {
        product.lab().observer().stopServing();
        try {
            await().atMost(SOON)
                    .until(
                            () ->
                                    !product.get("/api/v1/status")
                                            .path("relay")
                                            .path("connected")
                                            .asBoolean());
            JsonNode drill = drilled(product, "mysql-login", "outside", 1);

            assertThat(drill.path("verdict").asString()).isEqualTo("INCONCLUSIVE");
            assertThat(drill.path("exitCode").asInt()).isEqualTo(20);
            assertThat(outcomes(drill)).containsExactly("TIMEOUT");
            assertThat(drill.path("why").asString()).contains("no flows arrive");
            assertThat(drill.at("/attempts/0/network").asString()).isEqualTo("not observed");
        } finally {
            product.lab().observer().serve();
            await().atMost(SOON)
                    .until(
                            () ->
                                    product.get("/api/v1/status")
                                            .path("relay")
                                            .path("connected")
                                            .asBoolean());
        }
    }

    @Test
    void aPipelineWaitsForTheVerdictAndFailsOnAnother(RunningProduct product) {
        var body = "{\"plan\":\"mysql-login\",\"attempts\":1}";

        var held = product.call("POST", "/api/v1/drills?wait=true&expect=BLOCKED", body);
        product.finished(held.json().path("id").asString());
        var other = product.call("POST", "/api/v1/drills?wait=true&expect=EXPOSED", body);
        product.finished(other.json().path("id").asString());

        assertThat(held.status()).isEqualTo(200);
        assertThat(held.json().path("exitCode").asInt()).isZero();
        assertThat(other.status()).isEqualTo(417);
        assertThat(other.json().path("verdict").asString()).isEqualTo("BLOCKED");
    }

    @Test
    void aConsoleThatIsKilledMidDrillLeavesNothingAndSaysSo(RunningProduct product)
            throws Exception {
        String id = launch(product, "mysql-login", "outside", 40);
        await("two attempts are on record")
                .atMost(SOON)
                .until(() -> product.drill(id).path("attempts").size() >= 2);
        // What it knows is kept once a second.
        await().pollDelay(Duration.ofSeconds(2)).until(() -> true);
        JsonNode job = product.lab().store().get(Kind.JOB, "drills", "drill-" + id).orElseThrow();
        assertThat(job.at("/spec/activeDeadlineSeconds").asInt()).isBetween(1, 300);
        assertThat(job.at("/spec/ttlSecondsAfterFinished").asInt()).isEqualTo(60);

        ProcessHandle console = console();
        console.destroyForcibly();
        console.onExit().get(20, TimeUnit.SECONDS);
        assertThat(product.lab().store().get(Kind.JOB, "drills", "drill-" + id)).isPresent();

        await("the next console has removed it")
                .atMost(Duration.ofMinutes(2))
                .ignoreExceptions()
                .until(() -> product.drill(id).path("state").asString().equals("cleaned"));
        JsonNode drill = product.drill(id);
        assertThat(drill.path("verdict").asString()).isEqualTo("INCONCLUSIVE");
        assertThat(drill.path("why").asString()).startsWith("Interrupted");
        assertThat(drill.path("attempts").size()).isGreaterThanOrEqualTo(1);
        assertThat(drill.path("leftOver").asString()).isEmpty();
        assertNothingIsLeft(product);
        assertThat(evidence(product, id).get("flows.jsonl")).contains("drill-" + id);
        await("the console is back")
                .atMost(SOON)
                .ignoreExceptions()
                .until(
                        () ->
                                product.get("/api/v1/status")
                                        .path("relay")
                                        .path("connected")
                                        .asBoolean());
    }

    @Test
    void theEvidenceIsOneZipThatChecksItself(RunningProduct product) throws Exception {
        String id = drilled(product, "mysql-login", "outside", 1).path("id").asString();

        Map<String, String> files = evidence(product, id);

        assertThat(files)
                .containsOnlyKeys(
                        "drill.json",
                        "report.md",
                        "flows.jsonl",
                        "policies-before.yaml",
                        "policies-after.yaml",
                        "about.json",
                        "manifest.json",
                        "SHA256SUMS");
        assertThat(files.get("flows.jsonl").lines())
                .isNotEmpty()
                .allMatch(line -> line.startsWith("{\"flow\":"));
        assertThat(files.get("policies-before.yaml")).contains("name: \"mysql-ingress\"");
        assertThat(files.get("report.md")).contains("BLOCKED");
    }

    private static JsonNode drilled(
            RunningProduct product, String plan, String placement, int attempts) {
        return product.finished(launch(product, plan, placement, attempts));
    }

    private static String launch(
            RunningProduct product, String plan, String placement, int attempts) {
        var answer =
                product.call(
                        "POST",
                        "/api/v1/drills",
                        """
                        {"plan":"%s","placement":"%s","attempts":%d,"intervalMs":300}"""
                                .formatted(plan, placement, attempts));
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        return answer.json().path("id").asString();
    }

    private static Set<String> outcomes(JsonNode drill) {
        return drill.path("attempts")
                .valueStream()
                .map(attempt -> attempt.path("outcome").asString())
                .collect(Collectors.toSet());
    }

    private static void assertNothingIsLeft(RunningProduct product) {
        await("no Job of a drill is left")
                .atMost(SOON)
                .until(() -> product.lab().store().list(Kind.JOB).isEmpty());
    }

    private static ProcessHandle console() {
        return ProcessHandle.current()
                .descendants()
                .filter(DrillPlansIT::isConsole)
                .findFirst()
                .orElseThrow();
    }

    /** By its environment: nobody else is told of the console's store. */
    private static boolean isConsole(ProcessHandle process) {
        try {
            return Files.readString(Path.of("/proc/" + process.pid() + "/environ"))
                    .contains("PORTCULLIS_STORE=");
        } catch (IOException gone) {
            return false;
        }
    }

    private static Map<String, String> evidence(RunningProduct product, String id)
            throws Exception {
        try (var http = HttpClient.newBuilder().proxy(ProxySelector.of(null)).build()) {
            var request =
                    HttpRequest.newBuilder(
                                    product.console().resolve("/api/v1/drills/" + id + "/evidence"))
                            .header("Authorization", "Bearer " + product.lab().endpoints().token())
                            .build();
            var answer = http.send(request, BodyHandlers.ofByteArray());
            assertThat(answer.statusCode()).isEqualTo(200);
            Map<String, String> files = new LinkedHashMap<>();
            try (var zip = new ZipInputStream(new ByteArrayInputStream(answer.body()))) {
                for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                    files.put(
                            entry.getName(),
                            new String(zip.readAllBytes(), StandardCharsets.UTF_8));
                }
            }
            return files;
        }
    }
}
