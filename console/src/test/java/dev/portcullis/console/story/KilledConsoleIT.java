package dev.portcullis.console.story;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import dev.portcullis.console.LabApi;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Resource;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The console's process is killed exactly between the two steps of moving a gate, and started again. */
@ExtendWith(Product.class)
class KilledConsoleIT {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final String GATE =
            "/api/v1/policies/CiliumNetworkPolicy/users/mysql-ingress/state";
    private static final String MANIFEST =
            """
            {"apiVersion": "cilium.io/v2", "kind": "CiliumNetworkPolicy",
             "metadata": {"name": "mysql-ingress", "namespace": "users"},
             "spec": {"endpointSelector": {"matchLabels": {"app": "mysql"}},
                      "ingress": [{"fromEndpoints": [{"matchLabels": {"app": "user-service"}}]}]}}
            """;

    @TempDir private Path home;
    private LabApi api;
    private KubernetesClient cluster;
    private HoldingFront front;
    private Path kubeconfig;
    private Map<String, Object> spec;

    @BeforeEach
    void aClosedGate() throws Exception {
        api = LabApi.start();
        cluster = api.client();
        front = new HoldingFront(api);
        kubeconfig = api.kubeconfig(home, front.uri());
        spec = spec(cluster.resource(MANIFEST).create());
    }

    @AfterEach
    void stop() throws Exception {
        front.close();
        cluster.close();
        api.close();
    }

    @Test
    void killedBetweenParkingAndDeletionTheWallStandsAndTheMoveCanBeFinished(Chromium chromium)
            throws Exception {
        try (var console = ConsoleProcess.start(home, kubeconfig)) {
            killedWhile(console, "off", deletes("/ciliumnetworkpolicies/mysql-ingress"));
        }

        assertThat(spec(policy().get())).as("still enforced").isEqualTo(spec);
        assertThat(parked()).as("and its copy is parked").isEqualTo(1);
        try (var console = ConsoleProcess.start(home, kubeconfig)) {
            awaitState(console, "parking");
            shows(chromium, console, "Turning off was interrupted");
            assertThat(outcomes(console)).as("the log claims no outcome").isEmpty();

            move(console, "off");
            assertThat(policy().get()).isNull();
            assertThat(parked()).isEqualTo(1);
            move(console, "on");
            assertThat(spec(policy().get())).as("nothing is lost").isEqualTo(spec);
            assertThat(parked()).isZero();
        }
    }

    @Test
    void killedBetweenCreationAndUnparkingTheWallStandsAndTheNextConsoleFinishesTheMove()
            throws Exception {
        try (var console = ConsoleProcess.start(home, kubeconfig)) {
            awaitState(console, "on");
            move(console, "off");
            killedWhile(console, "on", asked -> asked.method().equals("DELETE"));
        }

        assertThat(spec(policy().get())).as("enforced again").isEqualTo(spec);
        assertThat(parked()).as("its parked copy is left over").isEqualTo(1);
        try (var console = ConsoleProcess.start(home, kubeconfig)) {
            await("the parked copy is removed").atMost(SOON).until(() -> parked() == 0);
            awaitState(console, "on");
            assertThat(spec(policy().get())).as("nothing is lost").isEqualTo(spec);
            assertThat(console.get("/api/v1/audit?text=interrupted").path("items").toString())
                    .as("and who did it is written down")
                    .contains("Finishes turning it on, which was interrupted.");
        }
    }

    private void killedWhile(
            ConsoleProcess console, String state, Predicate<HoldingFront.Asked> step)
            throws Exception {
        awaitState(console, state.equals("on") ? "off" : "on");
        var hold = front.hold(step);
        var answer = console.send("PUT", GATE, wanted(state));
        hold.await();
        console.kill();
        hold.drop();
        assertThat(answer).as("the console died before it could answer").failsWithin(SOON);
    }

    private static Predicate<HoldingFront.Asked> deletes(String end) {
        return asked -> asked.method().equals("DELETE") && asked.path().endsWith(end);
    }

    private static void move(ConsoleProcess console, String state) {
        var answer = console.send("PUT", GATE, wanted(state)).join();
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    private static String wanted(String state) {
        return "{\"state\":\"%s\",\"reason\":\"the power may fail\"}".formatted(state);
    }

    private static void awaitState(ConsoleProcess console, String state) {
        await("the gate is " + state)
                .atMost(SOON)
                .until(
                        () ->
                                console.get("/api/v1/policies")
                                        .path("items")
                                        .valueStream()
                                        .map(item -> item.path("state").asString())
                                        .toList(),
                        List.of(state)::equals);
    }

    private static List<JsonNode> outcomes(ConsoleProcess console) {
        return console.get("/api/v1/audit")
                .path("items")
                .valueStream()
                .filter(entry -> entry.path("action").asString().equals("policy.off"))
                .filter(entry -> !entry.path("outcome").asString().equals("started"))
                .toList();
    }

    private static void shows(Chromium chromium, ConsoleProcess console, String words) {
        Page page = chromium.window(console.signInLink(), ColorScheme.LIGHT);
        page.navigate(console.uri().resolve("/policies").toString());
        assertThat(page.getByText(words).first()).isVisible();
        page.context().close();
    }

    private Resource<GenericKubernetesResource> policy() {
        return cluster.genericKubernetesResources("cilium.io/v2", "CiliumNetworkPolicy")
                .inNamespace("users")
                .withName("mysql-ingress");
    }

    private int parked() {
        return cluster.configMaps()
                .inNamespace("users")
                .withLabel("portcullis.dev/parked", "true")
                .list()
                .getItems()
                .size();
    }

    private static Map<String, Object> spec(Object policy) {
        return Objects.requireNonNull(((GenericKubernetesResource) policy).get("spec"));
    }
}
