package dev.portcullis.console.story;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The pages of the drills in a real browser: the plans, one drill, the schedules and the paper. */
@ExtendWith(Product.class)
class DrillPagesIT {

    @Test
    void everyPageOfADrillFitsItsWindowInLightAndDarkAndOnAPhone(
            RunningProduct product, Chromium chromium) {
        String id = product.launch(2);
        product.finished(id);
        product.call(
                "POST",
                "/api/v1/drill-schedules",
                "{\"plan\":\"port-scan\",\"cron\":\"0 0 3 * * *\"}");
        for (ColorScheme scheme : new ColorScheme[] {ColorScheme.LIGHT, ColorScheme.DARK}) {
            Page page = chromium.signedIn(product, scheme);
            String word = scheme == ColorScheme.LIGHT ? "light" : "dark";

            open(page, product, "/drills");
            assertThat(page.getByText("Lateral move through the API").first()).isVisible();
            page.waitForTimeout(800);
            Chromium.screenshot(page, "drills-" + word);
            page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Launch db-egress"))
                    .click();
            assertThat(page.getByText("Blast radius")).isVisible();
            page.waitForTimeout(500);
            Chromium.screenshot(page, "drill-launch-" + word);

            open(page, product, "/drills/" + id);
            assertThat(page.getByText("BLOCKED 2 of 2")).isVisible();
            page.waitForTimeout(500);
            Chromium.screenshot(page, "drill-" + word);

            open(page, product, "/drills/schedules");
            assertThat(page.getByText("0 0 3 * * *").first()).isVisible();
            page.waitForTimeout(500);
            Chromium.screenshot(page, "drill-schedules-" + word);

            page.setViewportSize(390, 844);
            open(page, product, "/drills");
            page.waitForTimeout(500);
            Chromium.screenshot(page, "drills-phone-" + word);
            page.context().close();
        }
        Page paper = chromium.signedIn(product, ColorScheme.DARK);
        open(paper, product, "/drills/" + id + "/report");
        assertThat(paper.getByText("With the gate shut")).isVisible();
        Chromium.screenshot(paper, "drill-report");
        paper.context().close();
        product.get("/api/v1/drill-schedules")
                .path("items")
                .forEach(
                        item ->
                                product.call(
                                        "DELETE",
                                        "/api/v1/drill-schedules/" + item.path("number").asInt(),
                                        ""));
    }

    private static void open(Page page, RunningProduct product, String path) {
        page.navigate(product.console().resolve(path).toString());
        page.waitForSelector("h1");
        var overflow =
                page.evaluate("() => document.documentElement.scrollWidth > window.innerWidth + 1");
        assertThat(overflow).as(path + " overflows").isEqualTo(false);
    }
}
