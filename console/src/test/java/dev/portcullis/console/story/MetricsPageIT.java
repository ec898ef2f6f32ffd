package dev.portcullis.console.story;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.ColorScheme;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** After a drill, the console's own charts answer the four questions, in words as well. */
@ExtendWith(Product.class)
class MetricsPageIT {
    private static final LocatorAssertions.IsVisibleOptions SOON =
            new LocatorAssertions.IsVisibleOptions().setTimeout(45_000);

    @Test
    void aDrillIsSeenInAllFourCharts(RunningProduct product, Chromium chromium) {
        product.finished(product.launch(3));
        Page page = chromium.signedIn(product, ColorScheme.LIGHT);

        page.navigate(product.console().resolve("/metrics").toString());

        assertThat(cell(page, "Allowed and denied between pods", "intruder → mysql"))
                .isVisible(SOON);
        assertThat(cell(page, "Drops by reason", "Policy denied")).isVisible(SOON);
        assertThat(cell(page, "Error codes of unauthorised attempts", "08S01")).isVisible(SOON);
        assertThat(
                        cell(
                                page,
                                "Connection latency to mysql",
                                "Client: waits for a connection, mean"))
                .isVisible(SOON);
        assertThat(page.locator("pc-chart canvas")).hasCount(4);
        assertThat(page.getByText("Grafana not connected")).isVisible();
        assertThat(page.getByText("Metrics doctor")).isVisible();
        assertThat(page.getByText("Panels with all they need")).isVisible(SOON);
        Chromium.screenshot(page, "metrics-light");

        page.getByText("1 h", new Page.GetByTextOptions().setExact(true)).click();
        page.waitForURL("**/metrics?range=1h**");
        page.navigate(product.console().resolve("/metrics?theme=dark").toString());
        assertThat(cell(page, "Drops by reason", "Policy denied")).isVisible(SOON);
        assertThat(page.locator("html").getAttribute("data-theme")).isEqualTo("dark");
        Chromium.screenshot(page, "metrics-dark");

        page.getByText("intruder → mysql").first().click();
        page.waitForURL("**/?chosen=users%2Fmysql");
        page.context().close();
    }

    private static Locator cell(Page page, String chart, String text) {
        return page.locator("pc-chart table[aria-label='%s'] td".formatted(chart))
                .filter(new Locator.FilterOptions().setHasText(text))
                .first();
    }
}
