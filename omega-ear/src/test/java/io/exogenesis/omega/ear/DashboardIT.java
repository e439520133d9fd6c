package io.exogenesis.omega.ear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.ColorScheme;
import io.exogenesis.omega.ear.Crowd.Taste;
import io.exogenesis.omega.ear.WillingJury.Word;
import io.exogenesis.omega.wire.v1.ConsolidatedPattern;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The dashboard of a packaged Core at which something happens: viewers agree, a jury admits some of it, refuses some and is still out
 * about the rest, and a fault is healed. {@link PagesIT} has the empty one, and the other pages.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class DashboardIT {
    private static final String REFUSED = "War";
    private static final String TRIED = "Comedy";
    private static final String UNHEARD = "Fantasy";

    /** Of the jurors so many speak of the pattern that is still tried, half of them for it. */
    private static final int HEARD = 20;

    private static final String VOTES = "[1-9]\\d* yes, [1-9]\\d* no, [1-9]\\d* yes admit · 4 viewers";

    private static final List<Taste> TASTES = List.of(
            new Taste(REFUSED, 3, .75),
            new Taste(TRIED, 4, .75),
            new Taste(UNHEARD, 3, .75),
            new Taste("Horror", 4, .85),
            new Taste("Western", 4, .85),
            new Taste("Drama", 7, .85),
            new Taste("Mystery", 3, .95),
            new Taste("Romance", 3, .95),
            new Taste("Crime", 3, .95),
            new Taste("Animation", 12, .95));

    private PagesCore pages;
    private Api api;
    private WillingJury jury;

    @BeforeAll
    void start() throws IOException {
        pages = PagesCore.start("dashboard");
        api = new Api(pages.keys().http());
        awaitCatalogue();
        viewersAgree();
    }

    /** Rounds wait for the titles. */
    private void awaitCatalogue() {
        await().atMost(Duration.ofMinutes(3))
                .pollInterval(Duration.ofMillis(500))
                .untilAsserted(() -> assertThat(
                                api.get("/api/admin/catalogue", pages.keys().adminToken())
                                        .json()
                                        .get("state")
                                        .getAsString())
                        .isEqualTo("READY"));
    }

    private void viewersAgree() {
        new Crowd(api, pages.keys().adminToken()).push(TASTES);
        jury = new WillingJury(
                () -> api.enrol(api.codes(pages.keys().adminToken(), 1).getFirst())
                        .get("token")
                        .getAsString(),
                api::sync,
                () -> round("?endOfEpoch=true"));
        jury.standForTheDraw();
        jury.say((juror, pattern) -> switch (genre(pattern)) {
            case REFUSED -> Word.NO;
            case UNHEARD -> Word.SILENCE;
            case TRIED -> juror >= HEARD ? Word.SILENCE : juror % 2 == 0 ? Word.YES : Word.NO;
            default -> Word.YES;
        });
        round("");
    }

    private void round(String query) {
        api.call("POST", "/api/admin/rounds" + query, pages.keys().adminToken(), "")
                .ok(200);
    }

    private static String genre(ConsolidatedPattern pattern) {
        return pattern.getContext().getGenres(0);
    }

    @AfterAll
    void stop() {
        if (pages != null) {
            pages.close();
        }
    }

    /** Would catch a cell that only a mouse opens, one that a screen reader calls "3", and a grid that is wider than a telephone. */
    @ParameterizedTest
    @CsvSource({"1440, LIGHT", "1440, DARK", "390, LIGHT", "390, DARK"})
    void heatMap_cellIsChosen_showsThePatternsBehindIt(int width, ColorScheme scheme) {
        try (Visitor visitor = pages.visitor(width, scheme)) {
            Page page = visitor.open("/");
            Locator three = cell(page, "3 patterns, 0 on probation: success 90 to 100 percent, 3 viewers each");
            PlaywrightAssertions.assertThat(page.locator("#heatmap button")).hasCount(TASTES.size() - 4);
            Object colour = colour(three);

            three.click();
            assertOpen(page, three, "Mystery", "Romance", "Crime");
            assertThat(colour(three)).as("the count must stay readable").isEqualTo(colour);
            page.keyboard().press("ArrowUp");
            Locator above = page.locator("#heatmap button:focus");
            PlaywrightAssertions.assertThat(above)
                    .hasAccessibleName("1 pattern, 0 on probation: success 90 to 100 percent, 10 to 19 viewers each");
            page.keyboard().press("Enter");
            assertOpen(page, above, "Animation");
            Locator tried = cell(page, "1 pattern, 1 on probation: success 70 to 80 percent, 4 to 5 viewers each");
            tried.click();
            assertOpen(page, tried, TRIED);
            PlaywrightAssertions.assertThat(page.locator("#cell")).containsText("on probation");

            three.click();
            assertOpen(page, three, "Mystery", "Romance", "Crime");
            looked(visitor, page, "#panel-quality", "heat-" + width + "-" + scheme);
        }
    }

    private static Object colour(Locator cell) {
        return cell.evaluate("c => getComputedStyle(c).color + ' on ' + getComputedStyle(c).backgroundColor");
    }

    private static Locator cell(Page page, String name) {
        return page.getByLabel(name, new Page.GetByLabelOptions().setExact(true));
    }

    /** The cell is the pressed one, the only one, and beside the grid are the patterns with these genres and no others. */
    private static void assertOpen(Page page, Locator cell, String... genres) {
        PlaywrightAssertions.assertThat(cell).hasAttribute("aria-pressed", "true");
        PlaywrightAssertions.assertThat(page.locator("#heatmap button[aria-pressed=true]"))
                .hasCount(1);
        PlaywrightAssertions.assertThat(page.locator("#cell"))
                .hasAttribute("data-place", cell.getAttribute("data-place"));
        PlaywrightAssertions.assertThat(page.locator("#cell .pattern")).hasCount(genres.length);
        for (String genre : genres) {
            Locator pattern = page.locator("#cell .pattern").filter(new Locator.FilterOptions().setHasText(genre));
            PlaywrightAssertions.assertThat(pattern).containsText("Near to it: ");
        }
    }

    private void looked(Visitor visitor, Page page, String panel, String name) {
        page.locator(panel)
                .screenshot(new Locator.ScreenshotOptions().setPath(pages.work().resolve(name + ".png")));
        Visitor.assertAccessible(page);
        Visitor.assertFits(page);
        assertThat(page.locator("body").innerText()).doesNotContain("NaN", "undefined", "[object", "null");
        assertThat(visitor.faults()).isEmpty();
    }

    /** Would catch a refusal without a reason, and a jury whose votes are a colour alone. */
    @ParameterizedTest
    @CsvSource({"1440, LIGHT", "390, DARK"})
    void consensus_juriesHaveSpoken_showsWhoIsOutAndWhyAnotherRefused(int width, ColorScheme scheme) {
        try (Visitor visitor = pages.visitor(width, scheme)) {
            Page page = visitor.open("/");

            PlaywrightAssertions.assertThat(page.locator("#juries-title"))
                    .containsText("still out: 2; confirmed: " + (TASTES.size() - 3));
            PlaywrightAssertions.assertThat(page.locator("#juries .jury")).hasCount(2);
            PlaywrightAssertions.assertThat(jury(page, UNHEARD))
                    .containsText("waits for the votes of its jury · 3 viewers");
            assertThat(votes(page)).matches(VOTES);
            PlaywrightAssertions.assertThat(jury(page, TRIED).locator(".votes"))
                    .hasAccessibleName(Pattern.compile("[1-9]\\d* yes, [1-9]\\d* no of \\d+; \\d+ yes admit"));
            Locator refused = page.locator("#reasons tr").filter(new Locator.FilterOptions().setHasText("refused"));
            PlaywrightAssertions.assertThat(refused).hasCount(1);
            PlaywrightAssertions.assertThat(refused).containsText("its jury did not confirm it");
            looked(visitor, page, "#panel-consensus", "consensus-" + width + "-" + scheme);
        }
    }

    private static Locator jury(Page page, String genre) {
        return page.locator("#juries .jury").filter(new Locator.FilterOptions().setHasText(genre));
    }

    private static String votes(Page page) {
        return jury(page, TRIED).locator(".jury-text").innerText();
    }

    /** Would catch votes that only a reload brings. Another round follows, so what the first one said is gone then. */
    @Test
    @Order(Integer.MAX_VALUE)
    void consensus_moreJurorsSpeak_showsWithoutAReload() {
        try (Visitor visitor = pages.visitor(1440, ColorScheme.LIGHT)) {
            Page page = visitor.open("/");
            page.waitForSelector("body[data-live=stream]");
            String before = votes(page);

            jury.say((juror, pattern) ->
                    genre(pattern).equals(TRIED) && juror >= HEARD && juror < HEARD + 10 ? Word.NO : Word.SILENCE);
            round("");

            page.waitForCondition(() -> !votes(page).equals(before));
            assertThat(votes(page)).matches(VOTES);
            PlaywrightAssertions.assertThat(page.locator("#reasons"))
                    .containsText("enough viewers agree; its jury is still out");
            assertThat(visitor.faults()).isEmpty();
        }
    }

    /** Would catch healing that nobody sees, and one that is told in the words of the program. */
    @Test
    void healing_stateIsDamaged_appearsOnTheOpenPage() throws IOException {
        try (Visitor visitor = pages.visitor(1440, ColorScheme.LIGHT)) {
            Page page = visitor.open("/");
            page.waitForSelector("body[data-live=stream]");
            page.evaluate("window.notReloaded = true");
            Locator events =
                    page.locator("#healing li").filter(new Locator.FilterOptions().setHasText("corrupt snapshot"));
            PlaywrightAssertions.assertThat(events).hasCount(0);

            Path model = pages.data().resolve("state/item-model-" + itemModel());
            Files.write(model, new byte[] {1, 2, 3});

            PlaywrightAssertions.assertThat(events).hasCount(2);
            PlaywrightAssertions.assertThat(events.last()).containsText("noticed");
            PlaywrightAssertions.assertThat(events.last()).containsText("damaged or missing: " + model.getFileName());
            PlaywrightAssertions.assertThat(events.first()).containsText("healed");
            PlaywrightAssertions.assertThat(events.first())
                    .containsText("Done: wrote what was damaged anew from a whole copy");
            PlaywrightAssertions.assertThat(events.first())
                    .containsText("Expected: a restart finds the same state again");
            assertThat(page.evaluate("window.notReloaded")).isEqualTo(true);
            assertThat(Files.size(model)).isGreaterThan(3);
            looked(visitor, page, "#panel-healing", "healing");
        }
    }

    private long itemModel() {
        return api.get("/api/omega/status", "")
                .json()
                .getAsJsonObject("itemModel")
                .get("version")
                .getAsLong();
    }
}
