package io.exogenesis.omega.ops.cli;

import static io.exogenesis.omega.ops.cli.Words.text;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.exogenesis.omega.ops.console.Terminal;
import io.exogenesis.omega.ops.core.AdminHttp;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code core admin tls}: {@code GET /api/admin/tls}; its subcommands change the key of HTTPS and QUIC while the Core runs. */
@Command(
        mixinStandardHelpOptions = true,
        description = "Shows the certificate of HTTPS and QUIC, and the key that comes after it.")
final class TlsCommand implements Callable<Integer> {
    private static final String PATH = "/api/admin/tls";

    private final Terminal terminal;

    @Mixin
    private AdminOptions admin = new AdminOptions();

    private TlsCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    static CommandLine commandLine(Terminal terminal) {
        return new CommandLine(new TlsCommand(terminal))
                .addSubcommand("reload", new Reload(terminal))
                .addSubcommand("next", new Next(terminal))
                .addSubcommand("rotate", new Rotate(terminal));
    }

    @Override
    public Integer call() {
        try (AdminHttp core = admin.connect()) {
            admin.show(core.get(PATH), terminal, a -> told(a, terminal));
        }
        return 0;
    }

    private static void told(JsonElement answer, Terminal terminal) {
        JsonObject tls = answer.getAsJsonObject();
        terminal.line(text(tls, "subject") + ", valid until " + text(tls, "notAfter")
                + (text(tls, "source").equals("given") ? ", given by the operator" : ", made by the Core"));
        var pins = tls.getAsJsonArray("pins");
        terminal.line("pin " + pins.get(0).getAsString());
        if (pins.size() > 1) {
            String since = text(tls, "nextSince");
            String known = since.isEmpty()
                    ? ""
                    : ", known to viewers since " + since + ", to be taken from " + text(tls, "rotateFrom");
            terminal.line("next pin " + pins.get(1).getAsString() + known);
        } else {
            terminal.line(
                    "no next key: with another key viewers would have to enrol anew (docs/deploy.md, Certificates)");
        }
        if (!text(tls, "failure").isEmpty()) {
            terminal.line("NOT TAKEN: " + text(tls, "failure"));
        }
    }

    /** A change and its answer. */
    private abstract static class Change implements Callable<Integer> {
        private final Terminal terminal;

        @Mixin
        private AdminOptions admin = new AdminOptions();

        @Mixin
        private ReasonOptions reason = new ReasonOptions();

        Change(Terminal terminal) {
            this.terminal = terminal;
        }

        int post(String what) {
            try (AdminHttp core = admin.connect()) {
                admin.show(core.post(PATH + what + reason.query(), ""), terminal, a -> told(a, terminal));
            }
            return 0;
        }
    }

    /** {@code POST /api/admin/tls/reload}. */
    @Command(
            mixinStandardHelpOptions = true,
            description =
                    "Takes over the certificate and key that were put in place. If they will not do, those before stay in force.")
    static final class Reload extends Change {
        Reload(Terminal terminal) {
            super(terminal);
        }

        @Override
        public Integer call() {
            return post("/reload?");
        }
    }

    /** {@code POST /api/admin/tls/next}. */
    @Command(
            mixinStandardHelpOptions = true,
            description = "Makes another next key, for instance because the former one may be known to somebody.")
    static final class Next extends Change {
        Next(Terminal terminal) {
            super(terminal);
        }

        @Override
        public Integer call() {
            return post("/next?");
        }
    }

    /** {@code POST /api/admin/tls/rotate}. */
    @Command(
            mixinStandardHelpOptions = true,
            description = {
                "Takes the next key, and makes the one after it. Connections that are open go on.",
                "Viewers that have not synced since the next key was made are refused from then on, and so are programs that know one pin"
                        + " only: give them the new pin, or enrol them anew."
            })
    static final class Rotate extends Change {
        @Option(
                names = "--force",
                description = "Even if viewers have not known the next key for long (omega.tls.rotate-after).")
        private boolean force;

        Rotate(Terminal terminal) {
            super(terminal);
        }

        @Override
        public Integer call() {
            return post("/rotate?force=" + force + "&");
        }
    }
}
