package io.exogenesis.omega.ear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.ColorScheme;
import io.exogenesis.omega.ops.core.Bootstrap;
import io.exogenesis.omega.ops.core.CoreInstall;
import io.exogenesis.omega.ops.core.CorePorts;
import io.exogenesis.omega.ops.core.CoreProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The pages in a real browser, against the packaged Core. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PagesIT {
    private static final Map<String, String> SETTINGS = Map.of(
            "OMEGA_HTTPS_HOST", "127.0.0.1",
            "OMEGA_AGGREGATE_ENABLED", "false",
            "OMEGA_AGGREGATE_VOTING_WINDOW", "PT0S");

    private static final String BUILTIN_TITLE = "omega-0001";

    private Path work;
    private CoreProcess core;
    private Bootstrap keys;
    private PageBrowser browser;

    @BeforeAll
    void start() throws IOException {
        Path chromium = PageBrowser.find().orElse(null);
        assumeThat(chromium)
                .as("no chromium or chrome on the PATH (apt-get install chromium): the pages are not looked at")
                .isNotNull();
        work = Work.fresh("pages");
        int[] free = Work.freePorts(3);
        core = CoreProcess.start(
                CoreInstall.found(), work.resolve("data"), new CorePorts(free[0], free[1], free[2]), SETTINGS);
        keys = core.awaitReady();
        browser = PageBrowser.start(chromium);
    }

    @AfterAll
    void stop() {
        if (browser != null) {
            browser.close();
        }
        if (core != null) {
            core.close();
        }
    }

    /** Would catch a script or a font from elsewhere, markup that a screen reader cannot use, and a table that does not fit. */
    @ParameterizedTest
    @CsvSource({"1440, LIGHT", "1440, DARK", "390, LIGHT", "390, DARK"})
    void dashboard_firstLoad_isWholeQuietAndAccessible(int width, ColorScheme scheme) {
        try (Visitor visitor = browser.visitor(keys.http(), width, scheme)) {
            Page page = visitor.open("/");

            Visitor.picture(page, work.resolve("dashboard-" + width + "-" + scheme + ".png"));
            Visitor.assertAccessible(page);
            Visitor.assertFits(page);
            assertThat(page.locator("body").innerText()).doesNotContain("NaN", "undefined", "[object");
            assertThat(visitor.faults()).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({"1440, LIGHT", "1440, DARK", "390, LIGHT", "390, DARK"})
    void watch_eachPage_isWholeQuietAndAccessible(int width, ColorScheme scheme) {
        try (Visitor visitor = browser.visitor(keys.http(), width, scheme)) {
            WatchPage evening = WatchPage.open(visitor);
            looked(evening, "first", width, scheme);
            evening.pickFive();
            looked(evening, "home", width, scheme);
            for (String place : List.of("#/browse", "#/search?q=the+sea", "#/title/" + BUILTIN_TITLE, "#/yours")) {
                evening.go(place);
                looked(evening, place.replaceAll("[^a-z]+", "-"), width, scheme);
            }
            assertThat(visitor.faults()).isEmpty();
        }
    }

    private void looked(WatchPage evening, String name, int width, ColorScheme scheme) {
        Visitor.picture(evening.page(), work.resolve("watch-" + name + "-" + width + "-" + scheme + ".png"));
        Visitor.assertAccessible(evening.page());
        Visitor.assertFits(evening.page());
        assertThat(evening.at("body").innerText()).doesNotContain("NaN", "undefined", "[object", "null");
    }

    /** Would catch lists that do not follow what was said, reasons that are missing, and data that stays after it was deleted. */
    @Test
    void watch_anEvening_goesFromNothingToReasonsAndLeavesNothing() throws IOException {
        try (Visitor visitor = browser.visitor(keys.http(), 1440, ColorScheme.LIGHT)) {
            WatchPage evening = WatchPage.open(visitor);
            evening.pickFive();
            List<String> before = evening.recommended();
            assertThat(evening.reasons()).hasSameSizeAs(before).noneMatch(String::isBlank);

            evening.likeFirst();
            assertThat(evening.recommended()).isNotEqualTo(before).doesNotContain(before.getFirst());

            evening.go("#/yours");
            assertThat(evening.at("#leaves-note").innerText()).isNotBlank();
            evening.at("#consent-patterns").click();
            PlaywrightAssertions.assertThat(evening.at("#consent-patterns")).hasAttribute("aria-checked", "true");
            PlaywrightAssertions.assertThat(evening.at("#consent-sample")).hasAttribute("aria-checked", "false");
            Download export =
                    evening.page().waitForDownload(() -> evening.at("#export").click());
            assertThat(Files.readString(export.path())).contains("omega-");
            assertThat(homes()).hasSize(1);

            evening.at("#end-evening").click();
            evening.at("#end-yes").click();
            PlaywrightAssertions.assertThat(evening.at("#first-picks")).isVisible();
            PlaywrightAssertions.assertThat(evening.at("#pick-count")).containsText("0 of 5");
            assertThat(visitor.faults()).isEmpty();
        }
    }

    /** The directories of the evenings that are open now. */
    private List<Path> homes() throws IOException {
        Path watch = work.resolve("data").resolve("watch");
        try (Stream<Path> all = Files.list(watch)) {
            return all.filter(Files::isDirectory)
                    .filter(d -> !d.getFileName().toString().equals("shared"))
                    .toList();
        }
    }

    @Test
    void watch_twoTabs_areOneEvening() {
        try (Visitor visitor = browser.visitor(keys.http(), 1440, ColorScheme.LIGHT)) {
            WatchPage one = WatchPage.open(visitor);
            one.pickFive();
            WatchPage other = WatchPage.open(visitor);
            PlaywrightAssertions.assertThat(other.at("#for-you")).isVisible();

            other.likeFirst();
            one.page().bringToFront();
            one.page().evaluate("dispatchEvent(new Event('focus'))");

            one.page().waitForCondition(() -> one.recommended().equals(other.recommended()));
            assertThat(visitor.faults()).isEmpty();
        }
    }

    @Test
    void watch_searchThatIsTooLong_isRefusedCalmly() {
        try (Visitor visitor = browser.visitor(keys.http(), 390, ColorScheme.LIGHT)) {
            WatchPage evening = WatchPage.open(visitor);
            evening.search("sea ".repeat(1_250));
            PlaywrightAssertions.assertThat(evening.at("#search-refused")).containsText("500");
            Visitor.assertFits(evening.page());

            evening.search("jaws");
            PlaywrightAssertions.assertThat(evening.at("#results > li").first()).containsText("Jaws");
            assertThat(visitor.faults()).isEmpty();
        }
    }

    /** The browser keeps no cookie: the answer's is taken away on its way. */
    @Test
    void watch_cookiesRefused_saysSoAndStillSearches() {
        try (Visitor visitor = browser.visitor(keys.http(), 1440, ColorScheme.LIGHT)) {
            visitor.context().route("**/api/watch/**", route -> {
                APIResponse answer = route.fetch();
                Map<String, String> headers = new HashMap<>(answer.headers());
                headers.remove("set-cookie");
                visitor.context().clearCookies();
                route.fulfill(new Route.FulfillOptions().setResponse(answer).setHeaders(headers));
            });
            WatchPage evening = WatchPage.open(visitor);
            PlaywrightAssertions.assertThat(evening.at("#notice")).containsText("cookie");

            evening.search("jaws");
            PlaywrightAssertions.assertThat(evening.at("#results > li").first()).containsText("Jaws");
        }
    }
}
