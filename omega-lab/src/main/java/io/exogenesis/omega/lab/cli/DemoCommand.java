package io.exogenesis.omega.lab.cli;

import io.exogenesis.omega.lab.data.ReadOptions;
import io.exogenesis.omega.lab.demo.Demo;
import io.exogenesis.omega.lab.demo.DemoOptions;
import io.exogenesis.omega.lab.demo.DemoReport;
import io.exogenesis.omega.ops.cli.CommonOptions;
import io.exogenesis.omega.ops.console.Terminal;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ./omega demo}. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        description = {
            "Starts a Core, lets viewers' agents learn and sync over QUIC, and shows what federation gained.",
            "Without --ratings the titles are real and the viewers' behaviour is simulated.",
            "Each demo starts anew: its data directory is emptied first (default: ~/.omega/demo)."
        })
final class DemoCommand implements Callable<Integer> {
    private static final String DEFAULT_NAME = "demo";
    private static final String DEFAULT_ATTACK = "shill-average";
    private static final int MOST_VIEWERS = 10_000;
    private static final int MOST_ROUNDS = 50;

    private final Terminal terminal;

    @Option(
            names = "--viewers",
            paramLabel = "N",
            description = "How many (default: 200 simulated, or all of the ratings).")
    private @Nullable Integer viewers;

    @Option(names = "--ratings", paramLabel = "DIR", description = "Replay real histories: " + RatingsOptions.FORMATS)
    private @Nullable Path ratings;

    @Mixin
    private RatingsOptions reading = new RatingsOptions();

    @Option(
            names = "--holdout",
            paramLabel = "last|none",
            description = "Hold out each viewer's last liked title, or nothing (default: last).")
    private DemoOptions.Holdout holdout = DemoOptions.Holdout.LAST;

    @Option(
            names = "--rounds",
            paramLabel = "K",
            description = "Rounds of aggregation, each followed by a sync (default: 2).")
    private int rounds = 2;

    @Option(
            names = "--rankings",
            paramLabel = "FILE.csv.gz",
            description = "Write every federated ranking: viewerId,itemId, best first.")
    private @Nullable Path rankings;

    @Option(names = "--report", paramLabel = "FILE.json", description = "Write the report.")
    private @Nullable Path report;

    @Option(
            names = "--malicious",
            paramLabel = "F",
            description =
                    "Share of liars among all agents; they come on top of the honest ones, after an honest epoch.")
    private @Nullable Double malicious;

    @Option(
            names = "--attack",
            paramLabel = "NAME",
            description = "How they push titles (default: shill-average); an unknown name lists the known ones.")
    private @Nullable String attack;

    @Option(names = "--exit", description = "End after the table, instead of keeping the Core until Ctrl-C.")
    private boolean exit;

    @Option(names = "--no-browser", description = "Do not open the dashboard.")
    private boolean noBrowser;

    @Mixin
    private CommonOptions common = new CommonOptions();

    DemoCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        between("--viewers", viewers == null ? 1 : viewers, MOST_VIEWERS);
        between("--rounds", rounds, MOST_ROUNDS);
        DemoOptions options = new DemoOptions(
                viewers == null ? OptionalInt.empty() : OptionalInt.of(viewers),
                Optional.ofNullable(ratings),
                holdout,
                rounds,
                Optional.ofNullable(rankings),
                Optional.ofNullable(report),
                exit,
                !noBrowser,
                common.data(DEFAULT_NAME).toAbsolutePath().normalize(),
                common.ports(),
                malice(),
                reading());
        DemoReport done = new Demo(options, terminal, InstantSource.system()).run();
        return done.lost() == 0 && done.doubled() == 0 && done.sync().failed() == 0 ? 0 : Errors.FAILED;
    }

    private ReadOptions reading() {
        ReadOptions options = reading.options();
        if (ratings == null && !options.equals(ReadOptions.STRICT)) {
            throw new UsageException("--scale, --implicit, --skip-broken and --columns need --ratings DIR");
        }
        return options;
    }

    private Optional<DemoOptions.Malice> malice() {
        if (malicious == null) {
            if (attack != null) {
                throw new UsageException("--attack needs --malicious F, the share of liars");
            }
            return Optional.empty();
        }
        if (!(malicious > 0 && malicious <= .9)) {
            throw new UsageException("--malicious is above 0 and at most .9, not " + malicious);
        }
        return Optional.of(new DemoOptions.Malice(malicious, attack == null ? DEFAULT_ATTACK : attack));
    }

    private static void between(String option, int value, int most) {
        if (value < 1 || value > most) {
            throw new UsageException(option + " is between 1 and " + most + ", not " + value);
        }
    }
}
