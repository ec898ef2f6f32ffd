package dev.portcullis.console.story;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import dev.portcullis.console.LabApi;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Every page on a phone, in the dark: full, with the longest names, with nothing in it, and without its sources. */
@ExtendWith(Product.class)
class PageStatesIT {
    private static final List<String> PAGES =
            List.of(
                    "/",
                    "/flows",
                    "/policies",
                    "/policies/new",
                    "/policies/reach",
                    "/policies/suggest",
                    "/drills",
                    "/drills/schedules",
                    "/incidents",
                    "/incidents/quarantine",
                    "/incidents/webhook",
                    "/users",
                    "/workloads",
                    "/metrics",
                    "/timeline",
                    "/audit",
                    "/setup");

    /** As long as Kubernetes lets a name be. */
    private static final String LONG =
            "a-name-that-somebody-let-a-pipeline-make-up-from-a-branch-and-1";

    private static final String LONG_NAMED =
            """
            apiVersion: v1
            kind: Namespace
            metadata: {name: %1$s}
            ---
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: %1$s, namespace: %1$s}
            spec:
              replicas: 0
              selector: {matchLabels: {app: %1$s}}
              template:
                metadata: {labels: {app: %1$s}}
                spec: {containers: [{name: main, image: "registry.example.org/%1$s/%1$s:%1$s"}]}
            ---
            apiVersion: cilium.io/v2
            kind: CiliumNetworkPolicy
            metadata: {name: %1$s, namespace: %1$s}
            spec:
              endpointSelector: {matchLabels: {app.kubernetes.io/instance: %1$s}}
              ingress:
              - fromEndpoints: [{matchLabels: {app.kubernetes.io/instance: %1$s}}]
            """
                    .formatted(LONG);

    private final RunningProduct product;
    private final Chromium chromium;
    private final List<String> scriptErrors = new ArrayList<>();

    PageStatesIT(RunningProduct product, Chromium chromium) {
        this.product = product;
        this.chromium = chromium;
    }

    @Test
    void everyPageFitsAPhone() {
        String drill = product.launch(1);
        product.finished(drill);
        var incident = product.get("/api/v1/incidents").path("items").path(0).path("id").asString();
        Page page = onPhone(chromium.signedIn(product, ColorScheme.DARK));

        for (var path : PAGES) {
            open(page, product.console(), path);
            if (List.of("/", "/workloads", "/timeline", "/incidents", "/users").contains(path)) {
                picture(page, path);
            }
        }
        open(page, product.console(), "/drills/" + drill);
        picture(page, "/drill");
        open(page, product.console(), "/incidents/" + incident);
        picture(page, "/incident");
        page.context().close();
        assertThat(scriptErrors).isEmpty();
    }

    @Test
    void theLongestNamesFitAPhoneAndAreCutWhereTheyDoNot() {
        try (KubernetesClient cluster = cluster()) {
            var objects = cluster.load(stream(LONG_NAMED));
            objects.serverSideApply();
            try {
                Page page = onPhone(chromium.signedIn(product, ColorScheme.DARK));
                for (var path :
                        List.of(
                                "/",
                                "/policies?namespace=" + LONG,
                                "/workloads?namespace=" + LONG,
                                "/policies/CiliumNetworkPolicy/%1$s/%1$s".formatted(LONG),
                                "/policies/reach",
                                "/timeline")) {
                    open(page, product.console(), path);
                }
                open(page, product.console(), "/policies?namespace=" + LONG);
                assertThat(page.locator(".pc-policy-name")).hasText(LONG);
                picture(page, "/policies-long");
                page.context().close();
            } finally {
                objects.delete();
            }
        }
        assertThat(scriptErrors).isEmpty();
    }

    @Test
    void aPageWithoutItsSourceSaysSoAndAViewerIsRefused(@TempDir Path home) throws Exception {
        try (ConsoleProcess console =
                ConsoleProcess.start(home, product.lab().endpoints().kubeconfig())) {
            Page page = onPhone(chromium.viewer(console, ColorScheme.DARK));
            var says =
                    Map.of(
                            "/", "Relay stopped answering",
                            "/flows", "Relay away",
                            "/incidents", "Attempts may go unseen",
                            "/users", "The user service cannot be read",
                            "/metrics", "this proves nothing",
                            "/drills", "Drills are off",
                            "/setup", "No flows arrive");
            for (var path : PAGES) {
                open(page, console.uri(), path);
                if (says.containsKey(path)) {
                    assertThat(page.locator(".pc-main").getByText(says.get(path)).first())
                            .isVisible(soon());
                    picture(page, (path.length() == 1 ? "/map" : path) + "-away");
                }
            }
            refused(page, console, "/policies", "New policy");
            refused(page, console, "/drills", "Launch drill");
            refused(page, console, "/users", "New user");
            refused(page, console, "/workloads", "Scale");
            page.context().close();
        }
        assertThat(scriptErrors).isEmpty();
    }

    @Test
    void aClusterWithNothingInItIsSaidToBeEmpty(@TempDir Path home) throws Exception {
        try (LabApi api = LabApi.start();
                ConsoleProcess console = ConsoleProcess.start(home, api.kubeconfig(home))) {
            Page page = onPhone(chromium.window(console.signInLink(), ColorScheme.DARK));
            var says =
                    Map.of(
                            "/policies", "There is no policy in the cluster",
                            "/workloads", "There is no workload in the cluster",
                            "/policies/suggest", "Nothing is suggested yet",
                            "/drills/schedules", "No drill is scheduled",
                            "/incidents/quarantine", "Nothing is in quarantine",
                            "/incidents/webhook", "No webhook is set");
            for (var path : PAGES) {
                open(page, console.uri(), path);
                if (says.containsKey(path)) {
                    assertThat(page.getByText(says.get(path)).first()).isVisible(soon());
                }
                if (List.of("/policies", "/workloads").contains(path)) {
                    picture(page, path + "-empty");
                }
            }
            page.context().close();
        }
        assertThat(scriptErrors).isEmpty();
    }

    private Page onPhone(Page page) {
        page.setViewportSize(390, 844);
        page.onPageError(scriptErrors::add);
        return page;
    }

    private static void open(Page page, URI console, String path) {
        page.navigate(console.resolve(path).toString());
        page.waitForSelector(".pc-main > *");
        assertThat(page.locator(".pc-error-page")).isHidden();
        // What comes in later must not widen it either
        await(path + " fits a phone")
                .pollInSameThread()
                .during(Duration.ofMillis(700))
                .atMost(Duration.ofSeconds(10))
                .until(() -> wider(page) <= 0);
    }

    /** By how many pixels the page is wider than its window, or what is in it than the room for it. */
    private static int wider(Page page) {
        return (Integer)
                page.evaluate(
                        """
                        () => {
                          const main = document.querySelector('.pc-main');
                          return Math.max(document.documentElement.scrollWidth - innerWidth,
                                          main.scrollWidth - main.clientWidth);
                        }
                        """);
    }

    private static void refused(Page page, ConsoleProcess console, String path, String button) {
        open(page, console.uri(), path);
        assertThat(
                        page.getByRole(
                                        AriaRole.BUTTON,
                                        new Page.GetByRoleOptions().setName(button).setExact(true))
                                .first())
                .isDisabled();
    }

    private static void picture(Page page, String path) {
        var name = path.length() == 1 ? "map" : path.substring(1);
        Chromium.screenshot(page, name + "-phone-dark");
    }

    private KubernetesClient cluster() {
        return new KubernetesClientBuilder()
                .withConfig(Config.fromKubeconfig(product.lab().endpoints().kubeconfig().toFile()))
                .build();
    }

    private static InputStream stream(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    private static LocatorAssertions.IsVisibleOptions soon() {
        return new LocatorAssertions.IsVisibleOptions().setTimeout(30_000);
    }
}
