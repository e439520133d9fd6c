package io.exogenesis.omega.ear;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.AxeResults;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A person at a browser with cookies of their own, and a note of everything that a good page never does. */
final class Visitor implements AutoCloseable {
    private final BrowserContext context;
    private final String host;
    private final List<String> faults = new ArrayList<>();

    Visitor(BrowserContext context, String base) {
        this.context = context;
        this.host = URI.create(base).getAuthority();
        context.setDefaultTimeout(30_000);
        context.onRequest(this::watch);
        context.onConsoleMessage(m -> {
            if (m.type().equals("error")) {
                faults.add("console: " + m.text());
            }
        });
        context.onWebError(e -> faults.add("error on the page: " + e.error()));
    }

    private void watch(Request request) {
        URI to = URI.create(request.url());
        if (to.getScheme().startsWith("http") && !host.equals(to.getAuthority())) {
            faults.add("request off the host: " + to);
        }
    }

    BrowserContext context() {
        return context;
    }

    /** A new tab that has loaded this path of the Core, data included. */
    Page open(String path) {
        Page page = context.newPage();
        page.navigate(path);
        page.waitForSelector("body[data-loaded=true]");
        return page;
    }

    /** Console errors, script errors and requests to other hosts since the last call. */
    List<String> faults() {
        List<String> seen = List.copyOf(faults);
        faults.clear();
        return seen;
    }

    /** No rule of axe-core finds a violation on the page as it is now. */
    static void assertAccessible(Page page) {
        AxeResults results = new AxeBuilder(page).analyze();
        assertThat(results.getViolations().stream().map(Visitor::told).toList())
                .as("axe-core at %s", page.url())
                .isEmpty();
    }

    private static String told(Rule rule) {
        return rule.getId() + ": " + rule.getHelp() + " at "
                + rule.getNodes().stream()
                        .map(n -> n.getTarget() + " " + n.getHtml())
                        .limit(3)
                        .toList();
    }

    /** The page must not scroll sideways: on a narrow screen that hides content. */
    static void assertFits(Page page) {
        Object over = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth");
        assertThat(((Number) over).intValue())
                .as("pixels wider than the window")
                .isLessThanOrEqualTo(0);
    }

    /** The whole page as a picture, for people. */
    static void picture(Page page, Path file) {
        page.screenshot(new Page.ScreenshotOptions().setPath(file).setFullPage(true));
    }

    @Override
    public void close() {
        context.close();
    }
}
