package dev.portcullis.console.story;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import java.net.URI;
import java.time.Duration;
import java.util.List;

/** The console's pages, and what is asked of every one of them. */
final class Pages {
    /** All that need no id in their address. */
    static final List<String> ALL =
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

    private Pages() {}

    /** Makes the window as small as a phone. */
    static Page onPhone(Page page) {
        page.setViewportSize(390, 844);
        return page;
    }

    /** Notes what its scripts fail at, and what the page is forbidden to load. */
    static Page listening(Page page, List<String> errors) {
        page.onPageError(errors::add);
        page.onConsoleMessage(
                message -> {
                    if (message.text().contains("Content Security Policy")) {
                        errors.add(message.text());
                    }
                });
        return page;
    }

    /** Opens one and sees that nothing in it is wider than the window, now or a moment later. */
    static void open(Page page, URI console, String path) {
        page.navigate(console.resolve(path).toString());
        page.waitForSelector(".pc-main > *");
        fits(page, path);
    }

    /** Sees that no failure is shown, and that nothing is wider than the window has room for. */
    static void fits(Page page, String what) {
        assertThat(page.locator(".pc-error-page")).isHidden();
        await(what + " fits its window")
                .pollInSameThread()
                .during(Duration.ofMillis(400))
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

    /** Keeps a picture under the page's own name. */
    static void picture(Page page, String path, String how) {
        var name = path.length() == 1 ? "map" : path.substring(1).replace('/', '-');
        Chromium.screenshot(page, name.substring(0, Math.min(40, name.length())) + "-" + how);
    }

    static LocatorAssertions.IsVisibleOptions soon() {
        return new LocatorAssertions.IsVisibleOptions().setTimeout(30_000);
    }
}
