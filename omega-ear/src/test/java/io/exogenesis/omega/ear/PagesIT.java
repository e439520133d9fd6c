package io.exogenesis.omega.ear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The pages in a real browser, against the packaged Core. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class PagesIT {
    private static final String BUILTIN_TITLE = "omega-0001";

    private PagesCore pages;
    private Api api;

    @BeforeAll
    void start() throws IOException {
        pages = PagesCore.start("pages");
        api = new Api(pages.keys().http());
    }

    @AfterAll
    void stop() {
        if (pages != null) {
            pages.close();
        }
    }

    /** Would catch a script or a font from elsewhere, markup that a screen reader cannot use, and a table that does not fit. */
    @ParameterizedTest
    @CsvSource({"1440, LIGHT", "1440, DARK", "390, LIGHT", "390, DARK"})
    void dashboard_firstLoad_isWholeQuietAndAccessible(int width, ColorScheme scheme) {
        try (Visitor visitor = pages.visitor(width, scheme)) {
            Page page = visitor.open("/");

            Visitor.picture(page, pages.work().resolve("dashboard-" + width + "-" + scheme + ".png"));
            Visitor.assertAccessible(page);
            Visitor.assertFits(page);
            assertThat(page.locator("body").innerText()).doesNotContain("NaN", "undefined", "[object");
            assertThat(visitor.faults()).isEmpty();
        }
    }

    /** Would catch figures that only a reload brings. */
    @Test
    void dashboard_aViewerEnrols_showsWithoutAReload() {
        try (Visitor visitor = pages.visitor(1440, ColorScheme.LIGHT)) {
            Page page = visitor.open("/");
            page.waitForSelector("body[data-live=stream]");
            int before = Integer.parseInt(page.locator("#viewers").innerText());

            api.enrol(api.codes(pages.keys().enrolmentKey(), 1).getFirst());

            PlaywrightAssertions.assertThat(page.locator("#viewers")).hasText(String.valueOf(before + 1));
            assertThat(visitor.faults()).isEmpty();
        }
    }

    @Test
    void dashboard_streamIsBlocked_asksInsteadAndComesBack() {
        try (Visitor visitor = pages.visitor(1440, ColorScheme.LIGHT)) {
            visitor.context().route("**/dashboard/events", Route::abort);
            Page page = visitor.open("/");
            page.waitForSelector("body[data-live=polling]");
            PlaywrightAssertions.assertThat(page.locator("#connection")).containsText("without the live stream");

            visitor.context().unroute("**/dashboard/events");
            page.waitForSelector("body[data-live=stream]");
            PlaywrightAssertions.assertThat(page.locator("#connection")).hasText("live");
        }
    }

    /** Would catch actions without a login, an irreversible one without a second question, and a session that outlives its end. */
    @Test
    void dashboard_theOperator_signsInActsAndLeaves() {
        try (Visitor visitor = pages.visitor(1440, ColorScheme.LIGHT)) {
            Page page = visitor.open("/");
            signIn(page, "wrong");
            PlaywrightAssertions.assertThat(page.locator("#admin-result")).containsText("Not signed in");
            PlaywrightAssertions.assertThat(page.locator("#desk")).isHidden();
            visitor.faults();

            signIn(page, pages.keys().adminToken());
            PlaywrightAssertions.assertThat(page.locator("#desk")).isVisible();
            Visitor.assertAccessible(page);
            page.locator("#admin-by").fill("a tester");
            page.locator("#mint-codes").click();
            PlaywrightAssertions.assertThat(page.locator("#admin-result code")).hasCount(1);

            page.locator("#close-epoch").click();
            PlaywrightAssertions.assertThat(page.locator("#confirm-yes")).isDisabled();
            Visitor.assertAccessible(page);
            page.keyboard().press("Escape");
            PlaywrightAssertions.assertThat(page.locator("#confirm")).isHidden();
            page.locator("#close-epoch").click();
            page.locator("#confirm-name")
                    .fill(page.locator("#confirm-label code").innerText());
            page.locator("#confirm-yes").click();
            PlaywrightAssertions.assertThat(page.locator("#admin-result")).containsText("The epoch ended");

            page.locator("#sign-out").click();
            PlaywrightAssertions.assertThat(page.locator("#login")).isVisible();
            assertThat(visitor.faults()).isEmpty();
        }
    }

    private static void signIn(Page page, String token) {
        page.locator("#token").fill(token);
        page.locator("#login button[type=submit]").click();
    }

    /** The Core goes away under open pages. Would catch a page that has to be loaded again by hand. */
    @Test
    @Order(Integer.MAX_VALUE)
    void pages_coreIsRestarted_goOnByThemselves() {
        try (Visitor visitor = pages.visitor(1440, ColorScheme.LIGHT)) {
            Page dashboard = visitor.open("/");
            WatchPage evening = WatchPage.open(visitor);
            evening.pickFive();

            pages.stop();
            dashboard.bringToFront();
            dashboard.waitForSelector("body[data-live=none]");
            PlaywrightAssertions.assertThat(dashboard.locator("#notice")).containsText("does not answer");
            pages.startAgain();

            dashboard.waitForSelector("body[data-live=stream]");
            PlaywrightAssertions.assertThat(dashboard.locator("#notice")).isHidden();
            evening.page().bringToFront();
            evening.page().evaluate("dispatchEvent(new Event('focus'))");
            PlaywrightAssertions.assertThat(evening.at("#notice")).containsText("new evening");
            PlaywrightAssertions.assertThat(evening.at("#first-picks")).isVisible();
        }
    }

    /** Would catch a title that is set as markup. */
    @Test
    void watch_titleWithMarkup_isOnlyText() {
        String name = "<img src=x onerror=document.title='run'>";
        api.call(
                        "POST",
                        "/api/admin/catalogue",
                        pages.keys().adminToken(),
                        "[{\"id\":\"markup\",\"title\":\"" + name + "\",\"year\":1999,\"genres\":[\"<b>Odd</b>\"]}]")
                .ok(200);
        await().untilAsserted(() ->
                assertThat(api.get("/api/watch/title?id=markup", "").status()).isEqualTo(200));
        try (Visitor visitor = pages.visitor(390, ColorScheme.DARK)) {
            WatchPage evening = WatchPage.open(visitor);
            evening.go("#/title/markup");

            PlaywrightAssertions.assertThat(evening.at("h1")).hasText(name);
            assertThat(evening.at("img[src=x], main b").count()).isZero();
            Visitor.assertFits(evening.page());
            assertThat(evening.page().title()).doesNotStartWith("run");
            assertThat(visitor.faults()).isEmpty();
        }
    }

    /** Would catch a name that JavaScript's objects know, and an address that is no encoding. */
    @Test
    void watch_namesAndAddressesThatALanguageKnows_areShownAsAnyOther() {
        api.call(
                        "POST",
                        "/api/admin/catalogue",
                        pages.keys().adminToken(),
                        "[{\"id\":\"odd\",\"title\":\"__proto__\",\"genres\":[\"__proto__\",\"constructor\"]}]")
                .ok(200);
        await().untilAsserted(() ->
                assertThat(api.get("/api/watch/title?id=odd", "").status()).isEqualTo(200));
        try (Visitor visitor = pages.visitor(1440, ColorScheme.LIGHT)) {
            WatchPage evening = WatchPage.open(visitor);
            evening.go("#/title/odd");
            PlaywrightAssertions.assertThat(evening.at("h1")).hasText("__proto__");
            assertThat(visitor.faults()).isEmpty();

            evening.go("#/title/%");
            PlaywrightAssertions.assertThat(evening.at("h1")).hasText("No such title");
        }
    }

    @ParameterizedTest
    @CsvSource({"1440, LIGHT", "1440, DARK", "390, LIGHT", "390, DARK"})
    void watch_eachPage_isWholeQuietAndAccessible(int width, ColorScheme scheme) {
        try (Visitor visitor = pages.visitor(width, scheme)) {
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
        Visitor.picture(evening.page(), pages.work().resolve("watch-" + name + "-" + width + "-" + scheme + ".png"));
        Visitor.assertAccessible(evening.page());
        Visitor.assertFits(evening.page());
        assertThat(evening.at("body").innerText()).doesNotContain("NaN", "undefined", "[object", "null");
    }

    /** Would catch lists that do not follow what was said, reasons that are missing, and data that stays after it was deleted. */
    @Test
    void watch_anEvening_goesFromNothingToReasonsAndLeavesNothing() throws IOException {
        try (Visitor visitor = pages.visitor(1440, ColorScheme.LIGHT)) {
            Set<Path> others = homes();
            WatchPage evening = WatchPage.open(visitor);
            evening.pickFive();
            Set<Path> mine = homes();
            mine.removeAll(others);
            assertThat(mine).hasSize(1);
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

            evening.at("#end-evening").click();
            evening.at("#end-yes").click();
            PlaywrightAssertions.assertThat(evening.at("#first-picks")).isVisible();
            PlaywrightAssertions.assertThat(evening.at("#pick-count")).containsText("0 of 5");
            assertThat(homes()).doesNotContainAnyElementsOf(mine);
            assertThat(visitor.faults()).isEmpty();
        }
    }

    /** The directories of the evenings that are open now; those of other tests, too. */
    private Set<Path> homes() throws IOException {
        try (Stream<Path> all = Files.list(pages.data().resolve("watch"))) {
            return all.filter(d -> d.getFileName().toString().startsWith("watch-"))
                    .collect(Collectors.toCollection(HashSet::new));
        }
    }

    @Test
    void watch_twoTabs_areOneEvening() {
        try (Visitor visitor = pages.visitor(1440, ColorScheme.LIGHT)) {
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
        try (Visitor visitor = pages.visitor(390, ColorScheme.LIGHT)) {
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
        try (Visitor visitor = pages.visitor(1440, ColorScheme.LIGHT)) {
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
