package io.exogenesis.omega.ops.cli;

import static io.exogenesis.omega.ops.cli.Words.text;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.exogenesis.omega.ops.console.Table;
import io.exogenesis.omega.ops.console.Terminal;
import io.exogenesis.omega.ops.core.AdminHttp;
import io.exogenesis.omega.ops.core.CoreProblem;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code core admin catalogue}: how far the titles are; {@code import}, {@code imports} and {@code rollback} of titles. */
final class CatalogueCommand {
    private static final String PATH = "/api/admin/catalogue";
    private static final String IMPORTS = "/api/admin/imports";

    private CatalogueCommand() {}

    static CommandLine commandLine(Terminal terminal) {
        return new CommandLine(new ShowCommand(terminal, PATH))
                .addSubcommand("import", new Import(terminal))
                .addSubcommand("imports", new Imports(terminal))
                .addSubcommand("rollback", new RollBack(terminal));
    }

    private static String changes(JsonObject of) {
        return text(of, "added") + " added, " + text(of, "changed") + " changed, " + text(of, "withdrawn")
                + " withdrawn";
    }

    /** {@code POST /api/admin/catalogue}. */
    @Command(
            mixinStandardHelpOptions = true,
            description = {
                "Imports the titles of a file, *.csv or *.json, all or nothing.",
                "Without --yes it only shows what it would do, and what is wrong with the file."
            })
    static final class Import implements Callable<Integer> {
        private final Terminal terminal;

        @Mixin
        private AdminOptions admin = new AdminOptions();

        @Mixin
        private ReasonOptions reason = new ReasonOptions();

        @Parameters(paramLabel = "FILE", description = "The titles.")
        @SuppressWarnings("NullAway.Init") // set by picocli
        private Path file;

        @Option(
                names = "--replace",
                description =
                        "Known titles change to those of the file, and those that it does not name are withdrawn.")
        private boolean replace;

        @Option(names = "--yes", description = "Do it.")
        private boolean yes;

        Import(Terminal terminal) {
            this.terminal = terminal;
        }

        @Override
        public Integer call() {
            String path = PATH + "?mode=" + (replace ? "replace" : "add") + "&dryRun=" + !yes + "&" + reason.query();
            try (AdminHttp core = admin.connect()) {
                admin.show(core.post(path, type(), file), terminal, this::lines);
            }
            return 0;
        }

        private String type() {
            String name = file.toString().toLowerCase(Locale.ROOT);
            if (name.endsWith(".csv")) {
                return "text/csv";
            }
            if (name.endsWith(".json")) {
                return "application/json";
            }
            throw CoreProblem.usage("a file of titles is named *.csv or *.json, not " + file);
        }

        private void lines(JsonElement answer) {
            JsonObject report = answer.getAsJsonObject();
            Table table = Table.ofWords("what", "where", "title");
            examples(report, "added").forEach(t -> table.row("added", id(t), name(t)));
            examples(report, "changed").forEach(change -> {
                JsonObject before = change.getAsJsonObject().getAsJsonObject("before");
                JsonElement after = change.getAsJsonObject().get("after");
                table.row("changed", id(after), name(before) + " -> " + name(after));
            });
            examples(report, "withdrawn").forEach(t -> table.row("withdrawn", id(t), name(t)));
            examples(report, "refused").forEach(f -> {
                JsonObject fault = f.getAsJsonObject();
                table.row(text(fault, "kind"), text(fault, "at"), text(fault, "reason"));
            });
            table.plain().forEach(terminal::line);
            terminal.line(summary(report));
        }

        private static Iterable<JsonElement> examples(JsonObject report, String kind) {
            return report.getAsJsonObject("examples").getAsJsonArray(kind);
        }

        private static String id(JsonElement title) {
            return text(title.getAsJsonObject(), "id");
        }

        private static String name(JsonElement title) {
            return text(title.getAsJsonObject(), "title");
        }

        private String summary(JsonObject report) {
            JsonObject refused = report.getAsJsonObject("refused");
            String what = changes(report) + ", " + text(report, "unchanged") + " as they were; " + text(report, "items")
                    + " titles";
            String same = text(report, "sameAs").isEmpty() ? "" : "; the same file as import " + text(report, "sameAs");
            if (!yes) {
                return "Would be: " + what + same + ". Refused: " + text(refused, "broken") + " broken, "
                        + text(refused, "duplicates") + " named twice, " + text(refused, "conflicts")
                        + " known with other texts; --yes does it if there are none";
            }
            return text(report, "import").isEmpty()
                    ? "No change: these titles are in the catalogue" + same
                    : "Import " + text(report, "import") + ": " + what;
        }
    }

    /** {@code GET /api/admin/imports}. */
    @Command(mixinStandardHelpOptions = true, description = "Lists imports of titles, newest first.")
    static final class Imports implements Callable<Integer> {
        private final Terminal terminal;

        @Mixin
        private AdminOptions admin = new AdminOptions();

        @Option(
                names = "--before",
                paramLabel = "N",
                description = "Those in front of this number (default: the newest).")
        private @Nullable Long before;

        @Option(names = "--limit", paramLabel = "N", description = "At most so many, 1 to 1000 (default: 20).")
        private int limit = 20;

        Imports(Terminal terminal) {
            this.terminal = terminal;
        }

        @Override
        public Integer call() {
            String path = IMPORTS + "?limit=" + Words.limit(limit) + (before == null ? "" : "&before=" + before);
            try (AdminHttp core = admin.connect()) {
                admin.show(core.get(path), terminal, this::table);
            }
            return 0;
        }

        private void table(JsonElement answer) {
            Table table = Table.ofWords("import", "at", "who", "mode", "changes", "roll back", "sha256", "note");
            JsonObject page = answer.getAsJsonObject();
            page.getAsJsonArray("imports").forEach(element -> {
                JsonObject i = element.getAsJsonObject();
                table.row(
                        text(i, "import"),
                        text(i, "at"),
                        ActionsCommand.who(i),
                        text(i, "mode"),
                        changes(i),
                        state(i),
                        Words.cut(text(i, "sha256"), 12),
                        text(i, "note"));
            });
            table.plain().forEach(terminal::line);
            if (!page.get("next").isJsonNull()) {
                terminal.line("More with --before " + text(page, "next"));
            }
        }

        private static String state(JsonObject i) {
            String at = text(i, "rolledBackAt");
            return !at.isEmpty() ? "done " + at : i.get("canRollBack").getAsBoolean() ? "possible" : "too late";
        }
    }

    /** {@code POST /api/admin/imports/N/rollback}. */
    @Command(
            mixinStandardHelpOptions = true,
            description = {
                "Takes an import back: its titles are as they were before it.",
                "Refused if a later import changed the same titles: roll that one back first."
            })
    static final class RollBack implements Callable<Integer> {
        private final Terminal terminal;

        @Mixin
        private AdminOptions admin = new AdminOptions();

        @Mixin
        private ReasonOptions reason = new ReasonOptions();

        @Parameters(paramLabel = "N", description = "Number of the import.")
        private long number;

        RollBack(Terminal terminal) {
            this.terminal = terminal;
        }

        @Override
        public Integer call() {
            try (AdminHttp core = admin.connect()) {
                JsonElement answer = core.post(IMPORTS + "/" + number + "/rollback?" + reason.query(), "");
                admin.show(
                        answer,
                        terminal,
                        a -> terminal.line("Rolled back import " + number + ": " + changes(a.getAsJsonObject()) + "; "
                                + text(a.getAsJsonObject(), "items") + " titles"));
            }
            return 0;
        }
    }
}
