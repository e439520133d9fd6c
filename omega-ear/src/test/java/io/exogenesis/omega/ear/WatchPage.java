package io.exogenesis.omega.ear;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.util.List;

/** What somebody does on the pages of {@code /watch}. */
final class WatchPage {
    private final Page page;

    WatchPage(Page page) {
        this.page = page;
    }

    static WatchPage open(Visitor visitor) {
        return new WatchPage(visitor.open("/watch/"));
    }

    Page page() {
        return page;
    }

    /** Picks the first five titles of the first evening and goes on to the recommendations. */
    void pickFive() {
        for (int i = 0; i < 5; i++) {
            page.locator("#first-picks button[aria-pressed=false]").first().click();
            assertThat(page.locator("#pick-count")).containsText((i + 1) + " of 5");
        }
        page.locator("#first-go").click();
        assertThat(page.locator("#for-you")).isVisible();
    }

    /** Goes to a page of the evening by its place in the address. */
    void go(String hash) {
        page.evaluate(
                "h => { document.body.dataset.loaded = 'false'; if (location.hash === h) location.reload(); else location.hash = h; }",
                hash);
        settled();
    }

    void settled() {
        page.waitForSelector("body[data-loaded=true]");
    }

    /** Ids of the recommended titles, the best first. */
    List<String> recommended() {
        return page.locator("#for-you > li").all().stream()
                .map(c -> c.getAttribute("data-title"))
                .toList();
    }

    List<String> reasons() {
        return page.locator("#for-you .reason").allInnerTexts();
    }

    void likeFirst() {
        page.locator("#for-you [data-act=like]").first().click();
        assertThat(page.locator("#changed")).isVisible();
    }

    void search(String words) {
        page.locator("#q").fill(words);
        page.locator("#search-go").click();
    }

    Locator at(String selector) {
        return page.locator(selector);
    }
}
