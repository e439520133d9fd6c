package io.exogenesis.omega.lab.pictures;

import io.exogenesis.omega.ops.console.Terminal;
import java.nio.file.Path;

/** The pictures of the documentation, of a Core that runs. Each is a file of {@code docs/pictures}. */
public final class Pictures {
    /** A laptop's window, as high as the README's first screen has room for. */
    private static final int WIDE = 1440;

    private static final int WIDE_HEIGHT = 960;
    /** Down to the charts: what the first screen of the README shows. */
    private static final int TALL = 1440;

    /** A telephone's. */
    private static final int NARROW = 390;

    private static final int NARROW_HEIGHT = 844;
    /** Titles that a first evening asks for. */
    private static final int PICKS = 5;

    private final Chromium browser;
    private final Path into;
    private final Terminal terminal;

    public Pictures(Chromium browser, Path into, Terminal terminal) {
        this.browser = browser;
        this.into = into;
        this.terminal = terminal;
    }

    /**
     * Takes all.
     *
     * @param base of the Core's pages, without a slash at its end
     */
    public void take(String base) {
        for (boolean dark : new boolean[] {false, true}) {
            dashboard(base, dark);
            evening(base, dark);
        }
    }

    private void dashboard(String base, boolean dark) {
        Tab wide = browser.tab(WIDE, TALL, dark);
        wide.go(base + "/");
        wide.await("document.body.dataset.live === 'stream'");
        // A cell of the map, if the bank has any pattern, so that the picture shows what stands behind one.
        wide.evaluate("document.querySelector('#heatmap button')?.click()");
        wide.await("!document.querySelector('#heatmap button') || document.querySelector('#cell [data-pattern]')");
        wide.window(file("dashboard", dark));
        if (!dark) {
            wide.page(file("dashboard-whole", false));
        }
        Tab narrow = browser.tab(NARROW, NARROW_HEIGHT, dark);
        narrow.go(base + "/");
        narrow.window(file("dashboard-narrow", dark));
    }

    private void evening(String base, boolean dark) {
        for (boolean wide : new boolean[] {true, false}) {
            if (dark && !wide) {
                continue; // it has the colours of the one and the places of the other
            }
            String size = wide ? "" : "-narrow";
            Tab tab = wide ? browser.tab(WIDE, WIDE_HEIGHT, dark) : browser.tab(NARROW, NARROW_HEIGHT, dark);
            tab.go(base + "/watch/");
            for (int picked = 1; picked <= PICKS; picked++) {
                tab.click("#first-picks button[aria-pressed=false]");
                tab.await("document.querySelector('#pick-count').textContent.startsWith('" + picked + " ')");
            }
            tab.window(file("watch-first" + size, dark));
            tab.click("#first-go");
            tab.await("document.querySelector('#for-you .reason') && document.body.dataset.loaded === 'true'");
            tab.window(file("watch-home" + size, dark));
            tab.click("#for-you a");
            tab.await("document.querySelector('.title-page') && document.body.dataset.loaded === 'true'");
            tab.window(file("watch-title" + size, dark));
            tab.evaluate("location.hash = '#/yours'");
            tab.await("document.querySelector('#leaving') && document.body.dataset.loaded === 'true'");
            tab.window(file("watch-yours" + size, dark));
        }
    }

    private Path file(String name, boolean dark) {
        Path file = into.resolve(name + (dark ? "-dark" : "") + ".png");
        terminal.line("  " + file);
        return file;
    }
}
