package io.exogenesis.omega.ops.cli;

import static io.exogenesis.omega.ops.cli.Words.encoded;
import static io.exogenesis.omega.ops.cli.Words.text;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.exogenesis.omega.ops.console.Table;
import io.exogenesis.omega.ops.console.Terminal;
import io.exogenesis.omega.ops.core.AdminHttp;
import io.exogenesis.omega.ops.core.CoreProblem;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code core admin prune}: {@code POST /api/admin/patterns/prune}. */
@Command(
        mixinStandardHelpOptions = true,
        description = {
            "Takes patterns of little use out of the bank with the next round, the worst first. Pinned ones stay.",
            "One criterion at least; a pattern goes if one holds. Without --yes it only shows what it would do."
        })
final class PruneCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin
    private AdminOptions admin = new AdminOptions();

    @Mixin
    private ReasonOptions reason = new ReasonOptions();

    @Option(names = "--min-quality", paramLabel = "Q", description = "Success rate below it, 0 to 1.")
    private String minQuality = "";

    @Option(names = "--max-age", paramLabel = "TIME", description = "In the bank for longer, such as P90D.")
    private String maxAge = "";

    @Option(names = "--min-support", paramLabel = "N", description = "Fewer supporters.")
    private String minSupport = "";

    @Option(names = "--unused-epochs", paramLabel = "N", description = "No viewer supported it for so many epochs.")
    private String unusedEpochs = "";

    @Option(names = "--limit", paramLabel = "N", description = "At most so many, 1 to 1000 (default: 100).")
    private int limit = 100;

    @Option(names = "--yes", description = "Do it.")
    private boolean yes;

    PruneCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        if ((minQuality + maxAge + minSupport + unusedEpochs).isEmpty()) {
            throw CoreProblem.usage("say --min-quality, --max-age, --min-support or --unused-epochs");
        }
        String path = "/api/admin/patterns/prune?minQuality=" + encoded(minQuality) + "&maxAge=" + encoded(maxAge)
                + "&minSupport=" + encoded(minSupport) + "&unusedEpochs=" + encoded(unusedEpochs) + "&limit="
                + Words.limit(limit) + "&dryRun=" + !yes + "&" + reason.query();
        try (AdminHttp core = admin.connect()) {
            admin.show(core.post(path, ""), terminal, this::table);
        }
        return 0;
    }

    private void table(JsonElement answer) {
        JsonObject report = answer.getAsJsonObject();
        Table table = Table.ofWords("pattern", "quality", "supporters", "since", "unused", "because of");
        report.getAsJsonArray("patterns").forEach(element -> {
            JsonObject p = element.getAsJsonObject();
            table.row(
                    text(p, "id"),
                    Words.number(p, "successRate", 3),
                    text(p, "supporters"),
                    text(p, "since"),
                    text(p, "unusedEpochs"),
                    Sheet.flat(p.get("reasons")));
        });
        table.plain().forEach(terminal::line);
        terminal.line(Words.count(report.getAsJsonArray("patterns").size(), "pattern")
                + (yes ? " leave the bank with the next round" : " would leave the bank; --yes does it") + "; "
                + text(report, "matching") + " match, " + text(report, "pinned") + " more are pinned and stay");
    }
}
