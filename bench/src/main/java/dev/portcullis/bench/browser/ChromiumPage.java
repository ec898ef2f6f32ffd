package dev.portcullis.bench.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** One page in a headless Chromium of its own: the one that CHROMIUM names, else the system's. */
record ChromiumPage(Playwright playwright, Browser browser, Page page) implements AutoCloseable {

    static ChromiumPage launch() {
        Playwright playwright =
                Playwright.create(
                        new Playwright.CreateOptions()
                                .setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        Browser browser =
                playwright
                        .chromium()
                        .launch(
                                new BrowserType.LaunchOptions()
                                        .setExecutablePath(
                                                Path.of(
                                                        System.getenv()
                                                                .getOrDefault(
                                                                        "CHROMIUM",
                                                                        "/usr/bin/chromium")))
                                        .setArgs(
                                                List.of(
                                                        "--no-sandbox",
                                                        "--disable-gpu",
                                                        "--disable-quic",
                                                        "--no-first-run",
                                                        "--disable-background-networking",
                                                        "--disable-component-update",
                                                        "--disable-sync")));
        return new ChromiumPage(playwright, browser, browser.newPage());
    }

    void save(String picture) {
        page.screenshot(new Page.ScreenshotOptions().setPath(Path.of(picture)));
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }
}
