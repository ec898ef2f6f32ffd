package dev.portcullis.console.story;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.ColorScheme;
import dev.portcullis.console.LabApi;
import java.nio.file.Path;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What a page shows while what it shows is still on its way: where it will be, and never that there is nothing. */
@ExtendWith(Product.class)
class LoadingIT {

    @Test
    void theMapHoldsItsPlaceUntilTheFirstSnapshot(RunningProduct product, Chromium chromium) {
        Page page = chromium.signedIn(product, ColorScheme.DARK);
        var wire = HeldMessages.of(page, "**/api/ws/map");
        wire.hold();

        page.navigate(product.console().toString());

        awaitGrey(page, "Loading the map");
        Pages.picture(page, "/", "loading");
        wire.release();
        assertThat(page.getByLabel("Loading the map")).isHidden();
        page.context().close();
    }

    @Test
    void theFlowsHoldTheirPlaceUntilTheFirstAnswer(RunningProduct product, Chromium chromium) {
        Page page = chromium.signedIn(product, ColorScheme.DARK);
        var held = new ConcurrentLinkedQueue<Route>();
        page.route("**/api/v1/flows/tail*", held::add);

        page.navigate(product.console().resolve("/flows").toString());

        awaitGrey(page, "Loading the flows");
        Pages.picture(page, "/flows", "loading");
        page.unrouteAll();
        held.forEach(Route::resume);
        assertThat(page.getByLabel("Loading the flows")).isHidden();
        page.context().close();
    }

    @Test
    void whatTheClusterHasNotToldYetIsNotSaidToBeNothing(Chromium chromium, @TempDir Path home)
            throws Exception {
        try (LabApi api = LabApi.start();
                HoldingFront front = new HoldingFront(api)) {
            var hold =
                    front.hold(
                            asked ->
                                    asked.path().contains("/ciliumnetworkpolicies")
                                            || asked.path().contains("/deployments")
                                            || asked.path().contains("selfsubject"));
            try (ConsoleProcess console =
                    ConsoleProcess.start(home, api.kubeconfig(home, front.uri()))) {
                Page page = chromium.window(console.signInLink(), ColorScheme.LIGHT);
                page.setViewportSize(1280, 800);
                for (var path : new String[] {"/policies", "/setup", "/workloads"}) {
                    Pages.open(page, console.uri(), path);
                    Pages.picture(page, path, "loading");
                    assertThat(page.getByLabel("Loading").first()).isVisible(Pages.soon());
                    assertThat(page.getByText("There is no")).isHidden();
                    Pages.picture(page, path, "loading");
                }

                hold.drop();

                Pages.open(page, console.uri(), "/policies");
                assertThat(page.getByText("There is no policy in the cluster"))
                        .isVisible(Pages.soon());
                Pages.open(page, console.uri(), "/workloads");
                assertThat(page.getByText("There is no workload in the cluster"))
                        .isVisible(Pages.soon());
                page.context().close();
            }
        }
    }

    /** Grey shapes wait 300 ms before they show, so that a fast answer does not flicker. */
    private static void awaitGrey(Page page, String label) {
        var grey = page.getByLabel(label);
        assertThat(grey).isVisible(Pages.soon());
        assertThat(grey).hasCSS("opacity", "1");
    }
}
