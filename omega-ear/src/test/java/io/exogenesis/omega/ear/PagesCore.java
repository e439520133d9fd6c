package io.exogenesis.omega.ear;

import static org.assertj.core.api.Assumptions.assumeThat;

import com.microsoft.playwright.options.ColorScheme;
import io.exogenesis.omega.lab.pictures.Chromium;
import io.exogenesis.omega.ops.core.Bootstrap;
import io.exogenesis.omega.ops.core.CoreInstall;
import io.exogenesis.omega.ops.core.CorePorts;
import io.exogenesis.omega.ops.core.CoreProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** A packaged Core whose rounds a test calls for, and a browser that looks at its pages. */
final class PagesCore implements AutoCloseable {
    private static final Map<String, String> SETTINGS = Map.of(
            "OMEGA_HTTPS_HOST", "127.0.0.1",
            "OMEGA_AGGREGATE_ENABLED", "false",
            "OMEGA_AGGREGATE_VOTING_WINDOW", "PT0S");

    private final Path work;
    private final CorePorts ports;
    private final PageBrowser browser;
    private CoreProcess core;
    private Bootstrap keys;

    private PagesCore(Path work, Path chromium) {
        this.work = work;
        int[] free = Work.freePorts(3);
        ports = new CorePorts(free[0], free[1], free[2]);
        core = process();
        keys = core.awaitReady();
        browser = PageBrowser.start(chromium);
    }

    /** Skips the tests where there is no browser. */
    static PagesCore start(String name) throws IOException {
        Path chromium = Chromium.find().orElse(null);
        assumeThat(chromium)
                .as("no chromium or chrome on the PATH (apt-get install chromium): the pages are not looked at")
                .isNotNull();
        return new PagesCore(Work.fresh(name), chromium);
    }

    private CoreProcess process() {
        return CoreProcess.start(CoreInstall.found(), data(), ports, SETTINGS);
    }

    /** Of this run: pictures, and the data. */
    Path work() {
        return work;
    }

    Path data() {
        return work.resolve("data");
    }

    Bootstrap keys() {
        return keys;
    }

    Visitor visitor(int width, ColorScheme scheme) {
        return browser.visitor(keys.http(), width, scheme);
    }

    void stop() {
        core.close();
    }

    /** At the same address, with the same data. */
    void startAgain() {
        core = process();
        keys = core.awaitReady();
    }

    @Override
    public void close() {
        browser.close();
        core.close();
    }
}
