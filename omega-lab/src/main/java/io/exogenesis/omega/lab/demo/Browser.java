package io.exogenesis.omega.lab.demo;

import java.io.IOException;
import java.util.Locale;

/** Opens a page for the person at the machine, if there is a screen; if not, the printed address must do. */
final class Browser {
    private Browser() {}

    static void open(String address) {
        boolean mac = System.getProperty("os.name", "").toLowerCase(Locale.ROOT).contains("mac");
        boolean screen = mac || System.getenv("DISPLAY") != null || System.getenv("WAYLAND_DISPLAY") != null;
        if (!screen || !Boolean.getBoolean("omega.terminal")) {
            return;
        }
        try {
            ProcessBuilder opener = new ProcessBuilder(mac ? "open" : "xdg-open", address)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD);
            // ./omega says that there are no authorities, for QUIC; a browser needs them
            opener.environment().remove("SSL_CERT_FILE");
            opener.start();
        } catch (IOException e) {
            // No opener is installed: the address stands on the terminal.
        }
    }
}
