package dev.portcullis.console.story;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** What the console watches goes away and comes back: the screen says so both times, and nobody has to click. */
@ExtendWith(Product.class)
class OutagesIT {
    private static final Duration SECONDS = Duration.ofSeconds(15);
    private static final Duration SOON = Duration.ofSeconds(90);

    private final RunningProduct product;
    private final Chromium chromium;

    OutagesIT(RunningProduct product, Chromium chromium) {
        this.product = product;
        this.chromium = chromium;
    }

    @Test
    void aDatabaseThatIsAwayIsShownAndComesBackByItself() {
        Page page = chromium.signedIn(product, ColorScheme.LIGHT);
        page.navigate(product.console().resolve("/users").toString());
        assertThat(page.getByText("@").first()).isVisible(within(SOON));

        try {
            databases(0);
            assertThat(page.getByText("The user service cannot be read"))
                    .isVisible(within(Duration.ofSeconds(30)));
            assertThat(page.getByText("not known").first()).isVisible(within(SECONDS));
            Chromium.screenshot(page, "7-database-away");
            JsonNode status = product.get("/api/v1/status");
            assertThat(status.path("relay").path("connected").asBoolean()).isTrue();
            assertThat(status.path("posture").path("known").asBoolean()).isTrue();
            RunningProduct.Answer launched =
                    product.call(
                            "POST", "/api/v1/drills", "{\"plan\":\"mysql-login\",\"attempts\":1}");
            assertThat(launched.status()).isEqualTo(422);
            assertThat(launched.json().path("detail").asString())
                    .as("an attack on nothing would prove nothing")
                    .contains("users/mysql has no pod to attack");
        } finally {
            databases(1);
        }

        assertThat(page.getByText("The user service cannot be read")).isHidden(hiddenWithin(SOON));
        assertThat(page.getByText("@").first()).isVisible(within(SOON));
        page.context().close();
    }

    @Test
    void anApiServerThatIsAwayIsShownAndComesBackByItself() throws Exception {
        Page page = chromium.signedIn(product, ColorScheme.LIGHT);
        page.navigate(product.console().resolve("/policies").toString());
        assertThat(gate(page, "true")).isVisible(within(SOON));

        try {
            product.lab().api().stopServing();
            assertThat(page.getByText("Kubernetes away")).isVisible(within(SECONDS));
            assertThat(page.getByText("cannot be reached").first()).isVisible(within(SECONDS));
            assertThat(gate(page, "true")).isVisible();
            turnOff(page);
            assertThat(page.getByText("The Kubernetes API does not answer").first())
                    .isVisible(within(SECONDS));
            Chromium.screenshot(page, "8-kubernetes-away");
            RunningProduct.Answer refused = product.move("shop", "storefront-egress", "off");
            assertThat(refused.status()).isEqualTo(503);
            assertThat(refused.json().path("detail").asString())
                    .contains("does not answer", "Nothing was changed");
            JsonNode status = product.get("/api/v1/status");
            assertThat(status.path("kubernetes").path("state").asString()).isEqualTo("silent");
            assertThat(status.path("posture").path("known").asBoolean()).isFalse();
            assertThat(status.path("relay").path("connected").asBoolean()).isTrue();
        } finally {
            product.lab().api().serve();
        }

        assertThat(page.getByText("Kubernetes away")).isHidden(hiddenWithin(SECONDS));
        assertThat(page.getByText("cannot be reached")).isHidden(hiddenWithin(SECONDS));
        await("the posture is known again")
                .atMost(SOON)
                .until(
                        () ->
                                product.get("/api/v1/status")
                                        .path("posture")
                                        .path("known")
                                        .asBoolean());
        assertThat(product.move("shop", "storefront-egress", "off").status()).isEqualTo(200);
        assertThat(gate(page, "false")).isVisible(within(SECONDS));
        assertThat(product.move("shop", "storefront-egress", "on").status()).isEqualTo(200);
        assertThat(gate(page, "true")).isVisible(within(SECONDS));
        page.context().close();
    }

    private static void turnOff(Page page) {
        gate(page, "true").click();
        page.getByLabel("Reason").first().fill("The story needs it");
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Turn off"))
                .last()
                .click();
    }

    private static Locator gate(Page page, String checked) {
        return page.locator(
                "pc-gate-switch button[role=switch][aria-label*='storefront-egress'][aria-checked='%s']"
                        .formatted(checked));
    }

    private void databases(int replicas) {
        try (KubernetesClient cluster = cluster()) {
            var mysql = cluster.apps().statefulSets().inNamespace("users").withName("mysql");
            mysql.scale(replicas);
            await("mysql to have %d pods".formatted(replicas))
                    .atMost(SOON)
                    .until(
                            () -> {
                                Integer ready = mysql.get().getStatus().getReadyReplicas();
                                return (ready == null ? 0 : ready) == replicas;
                            });
        }
    }

    private KubernetesClient cluster() {
        return new KubernetesClientBuilder()
                .withConfig(Config.fromKubeconfig(product.lab().endpoints().kubeconfig().toFile()))
                .build();
    }

    private static LocatorAssertions.IsVisibleOptions within(Duration time) {
        return new LocatorAssertions.IsVisibleOptions().setTimeout(time.toMillis());
    }

    private static LocatorAssertions.IsHiddenOptions hiddenWithin(Duration time) {
        return new LocatorAssertions.IsHiddenOptions().setTimeout(time.toMillis());
    }
}
