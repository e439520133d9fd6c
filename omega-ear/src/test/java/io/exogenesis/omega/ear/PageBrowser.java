package io.exogenesis.omega.ear;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The system's Chromium, headless, driven by Playwright. For one thread. */
final class PageBrowser implements AutoCloseable {
    /** A browser of its own would be downloaded from a host that is no package registry. */
    private static final Map<String, String> ENVIRONMENT = Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1");

    /** No request of the browser's own: what a test sees comes from our pages. */
    private static final List<String> QUIET = List.of(
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync");

    private final Playwright playwright;
    private final Browser browser;

    private PageBrowser(Path chromium) {
        playwright = Playwright.create(new Playwright.CreateOptions().setEnv(ENVIRONMENT));
        browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(chromium)
                        .setHeadless(true)
                        .setArgs(QUIET));
    }

    static PageBrowser start(Path chromium) {
        return new PageBrowser(chromium);
    }

    /**
     * Somebody with an empty profile.
     *
     * @param width of the window, CSS pixels; 390 is a telephone, 1440 a laptop
     */
    Visitor visitor(String base, int width, ColorScheme scheme) {
        BrowserContext context = browser.newContext(new Browser.NewContextOptions()
                .setBaseURL(base)
                .setViewportSize(width, width < 600 ? 844 : 900)
                .setColorScheme(scheme)
                .setReducedMotion(ReducedMotion.REDUCE)
                .setLocale("en-GB"));
        return new Visitor(context, base);
    }

    @Override
    public void close() {
        playwright.close();
    }
}
