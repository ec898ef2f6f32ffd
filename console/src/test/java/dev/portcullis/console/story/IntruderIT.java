package dev.portcullis.console.story;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** Somebody who is no drill goes after the database: seen, told apart, cut off, and let go again. */
@ExtendWith(Product.class)
class IntruderIT {
    private static final Duration SOON = Duration.ofSeconds(60);

    private final RunningProduct product;
    private final Chromium chromium;
    private KubernetesClient client;

    IntruderIT(RunningProduct product, Chromium chromium) {
        this.product = product;
        this.chromium = chromium;
    }

    @BeforeEach
    void letHimIn() throws Exception {
        var kubeconfig = product.lab().endpoints().kubeconfig();
        client =
                new KubernetesClientBuilder()
                        .withConfig(
                                Config.fromKubeconfig(
                                        null, Files.readString(kubeconfig), kubeconfig.toString()))
                        .build();
        var account = client.secrets().inNamespace("drills").withName("drill-account").get();
        client.resource(
                        new JobBuilder()
                                .withNewMetadata()
                                .withName("curious")
                                .withNamespace("shop")
                                .endMetadata()
                                .withNewSpec()
                                .withBackoffLimit(0)
                                .withNewTemplate()
                                .withNewMetadata()
                                .addToLabels("app", "curious")
                                .endMetadata()
                                .withNewSpec()
                                .withRestartPolicy("Never")
                                .addNewContainer()
                                .withName("curious")
                                .withImage("portcullis/traffic:0.1.0")
                                .withArgs("attack", "mysql-login")
                                .withEnv(
                                        variable("DRILL", "unnamed"),
                                        variable("ATTEMPTS", "600"),
                                        variable(
                                                "DB_USERNAME",
                                                decoded(account.getData().get("username"))),
                                        variable(
                                                "DB_PASSWORD",
                                                decoded(account.getData().get("password"))))
                                .endContainer()
                                .endSpec()
                                .endTemplate()
                                .endSpec()
                                .build())
                .create();
    }

    @AfterEach
    void sendHimAway() {
        product.move("users", "mysql-ingress", "on");
        product.releaseAll();
        client.batch().v1().jobs().inNamespace("shop").withName("curious").delete();
        await().atMost(SOON).until(() -> quarantines().isEmpty());
        client.close();
    }

    @Test
    void anIntruderIsSeenToldApartFromADrillCutOffAndLetGo() {
        await("an incident").atMost(SOON).until(() -> incident("shop/curious").isPresent());
        var intruder = incident("shop/curious").orElseThrow();
        assertThat(intruder.path("exercise").asBoolean()).isFalse();
        assertThat(intruder.path("target").asString()).isEqualTo("users/mysql");
        assertThat(intruder.path("guarded").asBoolean()).isTrue();

        var drill = product.launch(3);
        await("the drill's incident").atMost(SOON).until(() -> exercise(drill).isPresent());
        product.finished(drill);

        Page page = chromium.signedIn(product, ColorScheme.LIGHT);
        page.navigate(product.console().resolve("/incidents").toString());
        assertThat(page.getByText("Exercise").first()).isVisible(soon());
        assertThat(page.locator(".pc-nav-badge")).isVisible(soon());
        Chromium.screenshot(page, "incidents-light");
        long id = intruder.path("id").asLong();
        page.navigate(product.console().resolve("/incidents/" + id).toString());
        page.getByLabel("Comment").last().fill("Nobody planned this");
        button(page, "Acknowledge").click();
        assertThat(page.getByText("Nobody planned this")).isVisible(soon());
        Chromium.screenshot(page, "incident-light");

        product.move("users", "mysql-ingress", "off");
        await("he is in").atMost(SOON).until(() -> log().contains("ALIVE"));
        page.getByText("Quarantine …").click();
        assertThat(page.getByText("kind: CiliumNetworkPolicy").first()).isVisible(soon());
        assertThat(page.getByText("users/mysql:3306").first()).isVisible(soon());
        page.getByLabel("Reason, required").fill("He is in");
        Chromium.screenshot(page, "quarantine-light");
        button(page, "Quarantine for 15 min").click();
        await("it holds").atMost(SOON).until(() -> quarantines().size() == 1);
        await("his session is cut").atMost(SOON).until(() -> log().contains("CUT"));
        await("it is proven")
                .atMost(SOON)
                .until(() -> quarantines().getFirst().path("denied").asLong() > 0);
        button(page, "Release").click();
        await("he is let go").atMost(SOON).until(() -> quarantines().isEmpty());

        var begun =
                product.call(
                        "POST",
                        "/api/v1/quarantines",
                        "{\"workload\":\"shop/curious\",\"reason\":\"again\",\"seconds\":10}");
        assertThat(begun.status()).as(begun.body()).isEqualTo(201);
        await("it holds again").atMost(SOON).until(() -> quarantines().size() == 1);
        await("the timer lets him go").atMost(SOON).until(() -> quarantines().isEmpty());

        var kinds =
                product.get("/api/v1/timeline")
                        .path("items")
                        .valueStream()
                        .map(event -> event.path("kind").asString())
                        .toList();
        assertThat(kinds)
                .contains("policy", "drill", "first-drop", "incident", "quarantine", "sign-in");
        page.navigate(product.console().resolve("/timeline").toString());
        assertThat(page.getByText("Quarantined shop/curious").first()).isVisible(soon());
        Chromium.screenshot(page, "timeline-light");
        page.context().close();
        Page dark = chromium.signedIn(product, ColorScheme.DARK);
        for (var name : List.of("incidents", "timeline")) {
            dark.navigate(product.console().resolve("/" + name).toString());
            dark.waitForSelector("vaadin-grid");
            assertThat(dark.getByText("shop/curious").first()).isVisible(soon());
            Chromium.screenshot(dark, name + "-dark");
        }
        dark.context().close();
        assertThat(product.call("GET", "/api/v1/timeline/evidence.zip?incident=" + id, "").status())
                .isEqualTo(200);
    }

    private Optional<JsonNode> incident(String source) {
        return product.get("/api/v1/incidents?kind=intruders")
                .path("items")
                .valueStream()
                .filter(incident -> incident.path("source").asString().equals(source))
                .filter(incident -> incident.path("target").asString().equals("users/mysql"))
                .findFirst();
    }

    private Optional<JsonNode> exercise(String drill) {
        return product.get("/api/v1/incidents?kind=exercises")
                .path("items")
                .valueStream()
                .filter(incident -> incident.path("drill").asString("").equals(drill))
                .findFirst();
    }

    private List<JsonNode> quarantines() {
        return product.get("/api/v1/quarantines").path("items").valueStream().toList();
    }

    private String log() {
        return client
                .pods()
                .inNamespace("shop")
                .withLabel("app", "curious")
                .list()
                .getItems()
                .stream()
                .map(pod -> client.pods().resource(pod).getLog())
                .reduce("", String::concat);
    }

    private static com.microsoft.playwright.Locator button(Page page, String name) {
        return page.getByRole(
                        AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true))
                .first();
    }

    private static EnvVar variable(String name, String value) {
        return new EnvVar(name, value, null);
    }

    private static String decoded(String text) {
        return new String(Base64.getDecoder().decode(text), StandardCharsets.UTF_8);
    }

    private static LocatorAssertions.IsVisibleOptions soon() {
        return new LocatorAssertions.IsVisibleOptions().setTimeout(SOON.toMillis());
    }
}
