package dev.portcullis.console.story;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import dev.portcullis.console.LabApi;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Every page on a phone, in the dark: full, with nothing in it, and without its sources. */
@ExtendWith(Product.class)
class PageStatesIT {
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

        for (var path : Pages.ALL) {
            Pages.open(page, product.console(), path);
            if (List.of("/", "/workloads", "/timeline", "/incidents", "/users").contains(path)) {
                picture(page, path);
            }
        }
        Pages.open(page, product.console(), "/drills/" + drill);
        picture(page, "/drill");
        Pages.open(page, product.console(), "/incidents/" + incident);
        picture(page, "/incident");
        page.context().close();
        assertThat(scriptErrors).isEmpty();
    }

    @Test
    void aPageWithoutItsSourceSaysSo(@TempDir Path home) throws Exception {
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
            for (var path : Pages.ALL) {
                Pages.open(page, console.uri(), path);
                if (says.containsKey(path)) {
                    assertThat(page.locator(".pc-main").getByText(says.get(path)).first())
                            .isVisible(Pages.soon());
                    picture(page, (path.length() == 1 ? "/map" : path) + "-away");
                }
            }
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
            for (var path : Pages.ALL) {
                Pages.open(page, console.uri(), path);
                if (says.containsKey(path)) {
                    assertThat(page.getByText(says.get(path)).first()).isVisible(Pages.soon());
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
        return Pages.onPhone(Pages.listening(page, scriptErrors));
    }

    private static void picture(Page page, String path) {
        Pages.picture(page, path, "phone-dark");
    }
}
