package dev.portcullis.console.flows;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import dev.portcullis.hubble.Flow;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A cluster with more workloads and lines than anybody can read at once. */
class CrowdedMapIT {
    private static final int NAMESPACES = 24;
    private static final LocatorAssertions.ContainsTextOptions SOON =
            new LocatorAssertions.ContainsTextOptions().setTimeout(20_000);

    private BrowserConsole window;
    private Page page;

    @BeforeEach
    void everybodyTalksToEverybody() {
        window = new BrowserConsole();
        for (int from = 0; from < NAMESPACES; from++) {
            int caller = from;
            window.relay()
                    .emit(
                            IntStream.range(0, NAMESPACES)
                                    .filter(to -> to != caller)
                                    .mapToObj(to -> call(caller, to))
                                    .toList());
        }
        page = window.signedIn();
    }

    @AfterEach
    void leave() {
        window.leave(page);
        window.close();
    }

    private static Flow call(int from, int to) {
        return TestFlows.packet(
                Instant.now(),
                TestFlows.pod("team-" + from, "client-" + (from + to) % 3, "Deployment", 40_000),
                TestFlows.pod("team-" + to, "server", "Deployment", 8_080));
    }

    @Test
    void eachNamespaceIsOneCardThatOpensAndWhatIsNotDrawnIsSaid() {
        page.navigate(window.address() + "/");
        var crowd = page.locator("pc-flow-map .crowd");
        assertThat(crowd).containsText("one card a namespace", SOON);
        assertThat(crowd).containsText("lines are drawn, the busiest", SOON);
        assertThat(crowd.getByRole(AriaRole.BUTTON)).hasCount(0);
        page.screenshot(
                new Page.ScreenshotOptions()
                        .setPath(Path.of("target/screens/map-crowded-light.png")));

        var stage = page.locator("pc-flow-map .stage");
        var spoken = page.locator("pc-flow-map [role=status][aria-live]");
        await().atMost(Duration.ofSeconds(20))
                .until(
                        () -> {
                            stage.press("ArrowDown");
                            return spoken.textContent().contains("namespace team-");
                        });
        stage.press("Enter");
        crowd.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Close all"))
                .click();
        assertThat(crowd.getByRole(AriaRole.BUTTON)).hasCount(0);

        page.locator("pc-flow-map")
                .getByText("Table", new Locator.GetByTextOptions().setExact(true))
                .click();
        assertThat(page.locator("pc-flow-map pc-flow-table tbody tr").first()).isVisible();
    }
}
