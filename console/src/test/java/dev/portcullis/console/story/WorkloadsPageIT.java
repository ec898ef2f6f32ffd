package dev.portcullis.console.story;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.time.Duration;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** The workloads page: what runs and what isolates it, fewer pods and more, a restart, a log. */
@ExtendWith(Product.class)
class WorkloadsPageIT {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final String USER_SERVICE = "Deployment/users/user-service";

    private final RunningProduct product;
    private final Chromium chromium;

    WorkloadsPageIT(RunningProduct product, Chromium chromium) {
        this.product = product;
        this.chromium = chromium;
    }

    @Test
    void theListSaysWhatIsReadyAndIsolatedAndThePanelBySelectionOfWhat() {
        for (ColorScheme scheme : new ColorScheme[] {ColorScheme.LIGHT, ColorScheme.DARK}) {
            Page page = chromium.signedIn(product, scheme);
            page.setViewportSize(1440, 900);
            open(page, "StatefulSet/users/mysql");

            assertThat(page.getByText("guarded").first()).isVisible(soon());
            assertThat(list(page).getByText("2 of 2")).isVisible(soon());
            assertThat(list(page).getByText("Not isolated").first()).isVisible();
            assertThat(list(page).getByText("Isolated").first()).isVisible();
            assertThat(panel(page).getByText("mysql-0")).isVisible();
            assertThat(panel(page).getByText("users/mysql-ingress")).isVisible();
            assertThat(cut(page)).as("names that are cut").isEqualTo(0);
            Chromium.screenshot(page, "workloads-" + scheme.name().toLowerCase(Locale.ROOT));
            page.context().close();
        }
    }

    @Test
    void theUserServiceGoesDownToOnePodAndBackToTwo() {
        Page page = chromium.signedIn(product, ColorScheme.LIGHT);
        open(page, USER_SERVICE);
        try {
            scale(page, "1");
            assertThat(panel(page).getByText("1 of 1")).isVisible(soon());
            assertThat(product.edge("shop/storefront", "users/user-service")).isPresent();
        } finally {
            scale(page, "2");
            awaitReady();
        }
        assertThat(panel(page).getByText("2 of 2")).isVisible(soon());
        page.context().close();
    }

    @Test
    void aRestartStandsOnTheTimelineWithItsReason() {
        Page page = chromium.signedIn(product, ColorScheme.LIGHT);
        open(page, USER_SERVICE);

        button(page, "Restart rollout").click();
        page.getByLabel("Reason, required").fill("new pods for the story");
        Chromium.screenshot(page, "workload-restart-light");
        page.locator("vaadin-dialog")
                .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Restart"))
                .click();
        assertThat(panel(page).getByText("restart asked for")).isVisible(soon());
        awaitReady();

        page.navigate(product.console().resolve("/timeline").toString());
        assertThat(page.getByText("new pods for the story").first()).isVisible(soon());
        page.context().close();
    }

    @Test
    void theLogOfAPodIsFollowed() {
        Page page = chromium.signedIn(product, ColorScheme.DARK);
        open(page, "Deployment/shop/storefront");

        panel(page)
                .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Logs of"))
                .first()
                .click();
        Locator log = page.locator(".pc-log");
        assertThat(log.locator("div").first()).isVisible(soon());
        String first = log.textContent();
        assertThat(log)
                .not()
                .hasText(first, new LocatorAssertions.HasTextOptions().setTimeout(SOON.toMillis()));
        assertThat(log.evaluate("log => log.scrollHeight - log.scrollTop - log.clientHeight < 40"))
                .as("the newest lines are in sight")
                .isEqualTo(true);
        assertThat(log.evaluate("log => log.getBoundingClientRect().right < innerWidth - 16"))
                .as("the drawer is within the window")
                .isEqualTo(true);
        Chromium.screenshot(page, "workload-log-dark");
        page.context().close();
    }

    private void open(Page page, String workload) {
        page.navigate(product.console().resolve("/workloads?workload=" + workload).toString());
        assertThat(page.locator(".pc-workload-panel h2.pc-mono")).isVisible(soon());
    }

    private void scale(Page page, String pods) {
        button(page, "Scale").click();
        page.getByLabel("Pods", new Page.GetByLabelOptions().setExact(true)).fill(pods);
        page.getByLabel("Reason, required").fill("a story of fewer pods");
        page.locator("vaadin-dialog")
                .getByRole(
                        AriaRole.BUTTON,
                        new Locator.GetByRoleOptions().setName("Scale").setExact(true))
                .click();
        assertThat(page.getByLabel("Reason, required")).isHidden();
    }

    /** Whatever a story did to the user service, the next one finds two pods that answer. */
    private void awaitReady() {
        await("two pods of the user service")
                .atMost(SOON)
                .until(
                        () ->
                                product.get("/api/v1/workloads")
                                        .path("items")
                                        .valueStream()
                                        .filter(
                                                item ->
                                                        item.path("name")
                                                                .asString()
                                                                .equals("user-service"))
                                        .anyMatch(WorkloadsPageIT::isWhole));
    }

    private static boolean isWhole(JsonNode workload) {
        return workload.path("ready").asInt() == 2
                && workload.path("wanted").asInt() == 2
                && workload.path("rollout").path("state").asString().equals("complete");
    }

    private static Object cut(Page page) {
        return page.evaluate(
                """
                () => [...document.querySelectorAll('.pc-workload-name, .pc-workloads .pc-badge')]
                    .filter(e => e.offsetWidth && e.scrollWidth > e.clientWidth + 1).length
                """);
    }

    private static Locator list(Page page) {
        return page.locator(".pc-workloads vaadin-grid");
    }

    private static Locator panel(Page page) {
        return page.locator(".pc-workload-panel");
    }

    private static Locator button(Page page, String name) {
        return panel(page)
                .getByRole(
                        AriaRole.BUTTON,
                        new Locator.GetByRoleOptions().setName(name).setExact(true));
    }

    private static LocatorAssertions.IsVisibleOptions soon() {
        return new LocatorAssertions.IsVisibleOptions().setTimeout(SOON.toMillis());
    }
}
