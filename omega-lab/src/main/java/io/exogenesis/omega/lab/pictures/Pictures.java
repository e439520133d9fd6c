package io.exogenesis.omega.lab.pictures;

import io.exogenesis.omega.ops.console.Terminal;
import java.nio.file.Path;

/** The pictures of the documentation, of a Core that runs. Each is a file of {@code docs/pictures}. */
public final class Pictures {
    /** A laptop's window, as high as the README's first screen has room for. */
    private static final int WIDE = 1440;

    private static final int WIDE_HEIGHT = 960;
    /** A telephone's. */
    private static final int NARROW = 390;

    private static final int NARROW_HEIGHT = 844;

    private final Chromium browser;
    private final Path into;
    private final Terminal terminal;

    public Pictures(Chromium browser, Path into, Terminal terminal) {
        this.browser = browser;
        this.into = into;
        this.terminal = terminal;
    }

    /** Takes all. @param base of the Core's pages, without a slash at its end */
    public void take(String base) {
        for (boolean dark : new boolean[] {false, true}) {
            Tab wide = browser.tab(WIDE, WIDE_HEIGHT, dark);
            wide.go(base + "/");
            wide.window(file("dashboard", dark));
            wide.page(file("dashboard-whole", dark));
            Tab narrow = browser.tab(NARROW, NARROW_HEIGHT, dark);
            narrow.go(base + "/");
            narrow.page(file("dashboard-narrow", dark));
        }
    }

    private Path file(String name, boolean dark) {
        Path file = into.resolve(name + (dark ? "-dark" : "") + ".png");
        terminal.line("  " + file);
        return file;
    }
}
