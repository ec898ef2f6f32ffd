package dev.portcullis.console.story;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import dev.portcullis.console.HeadlessBrowser;
import java.net.URI;
import java.nio.file.Path;

/** A real browser, headless; every window is signed in by a link of its own. */
final class Chromium implements AutoCloseable {
    private static final Path SCREENS = Path.of("target/screens");

    private final HeadlessBrowser browser = new HeadlessBrowser();

    /** Opens a window and signs in; ends on the map. */
    Page signedIn(RunningProduct product, ColorScheme scheme) {
        return window(URI.create(product.signInLink()), scheme);
    }

    /** Opens a window at a sign-in link of any console; ends on its map. */
    Page window(URI signInLink, ColorScheme scheme) {
        Page page = blank(scheme);
        page.navigate(signInLink.toString());
        page.waitForSelector("pc-flow-map");
        return page;
    }

    /** Opens a window and signs in as the viewer, who may look and change nothing; ends on the map. */
    Page viewer(ConsoleProcess console, ColorScheme scheme) {
        Page page = blank(scheme);
        page.navigate(console.uri().resolve("/login").toString());
        page.locator("input[name=username]").fill("viewer");
        page.locator("input[name=password]").fill(ConsoleProcess.VIEWER_PASSWORD);
        page.keyboard().press("Enter");
        page.waitForSelector("pc-flow-map");
        return page;
    }

    private Page blank(ColorScheme scheme) {
        BrowserContext context =
                browser.browser()
                        .newContext(
                                new Browser.NewContextOptions()
                                        .setViewportSize(1600, 1000)
                                        .setColorScheme(scheme));
        context.setDefaultTimeout(60_000);
        return context.newPage();
    }

    static void screenshot(Page page, String name) {
        page.screenshot(
                new Page.ScreenshotOptions().setPath(SCREENS.resolve("story-" + name + ".png")));
    }

    @Override
    public void close() {
        browser.close();
    }
}
