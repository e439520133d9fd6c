package io.exogenesis.omega.ear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import io.exogenesis.omega.ops.core.Bootstrap;
import io.exogenesis.omega.ops.core.CoreInstall;
import io.exogenesis.omega.ops.core.CorePorts;
import io.exogenesis.omega.ops.core.CoreProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
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
}
