package io.exogenesis.omega.lab.cli;

import io.exogenesis.omega.lab.measure.ReportJson;
import io.exogenesis.omega.lab.simulate.SimulateLab;
import io.exogenesis.omega.lab.simulate.SimulateOptions;
import io.exogenesis.omega.lab.simulate.SimulateReport;
import io.exogenesis.omega.lab.simulate.SimulateTables;
import io.exogenesis.omega.ops.console.Terminal;
import io.exogenesis.omega.ops.core.CoreDirectory;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ./omega lab simulate}. */
@Command(
        mixinStandardHelpOptions = true,
        description = {
            "Many viewers against a running Core, over QUIC: each enrolled, each with its own connection, its own times and its own ledger.",
            "A latency counts from the time at which a sync was due. At the end the ledgers are held against the Core's books. Viewers are"
                    + " kept in DATA/simulate for the next run, and so are their ledgers."
        })
final class SimulateCommand implements Callable<Integer> {
    /** A viewer has 60 requests a minute, and a sync takes two. */
    private static final Duration SHORTEST_INTERVAL = Duration.ofSeconds(2);

    private static final Duration LONGEST = Duration.ofHours(24);
    private static final int MOST_VIEWERS = 1_000_000;
    private static final List<String> ENGINES = List.of("netty", "jetty");

    private final Terminal terminal;
    private final InstantSource clock;

    @Option(
            names = "--core",
            required = true,
            split = ",",
            paramLabel = "URI",
            description = "quic://host:port; of several a viewer tries the next when one does not answer.")
    private List<URI> cores = List.of();

    @Option(names = "--viewers", required = true, paramLabel = "N", description = "How many.")
    private int viewers;

    @Option(names = "--sync-interval", paramLabel = "TIME", description = "Of each viewer (default: 60s).")
    private String syncInterval = "60s";

    @Option(names = "--duration", paramLabel = "TIME", description = "Of the load, such as 30s or 10m (default: 5m).")
    private String duration = "5m";

    @Option(names = "--dial", description = "A new connection for each sync, instead of one held by each viewer.")
    private boolean dial;

    @Option(names = "--rtt", paramLabel = "MS", description = "Round trip of a relay before the Core (default: none).")
    private int rtt;

    @Option(names = "--loss", paramLabel = "PERCENT", description = "Of datagrams, each way, in that relay.")
    private double loss;

    @Option(names = "--malicious", paramLabel = "F", description = "Share of viewers that push one made-up taste.")
    private double malicious;

    @Option(names = "--engine", paramLabel = "NAME", description = "Of the viewers: netty (default) or jetty.")
    private String engine = "netty";

    @Option(names = "--heed", description = "Viewers wait as long as the Core tells them, instead of the interval.")
    private boolean heed;

    @Option(
            names = "--restart-core",
            description =
                    "Kill the Core after half of the time (kill -9); who keeps it alive, as ./omega core start does, starts it again.")
    private boolean restartCore;

    @Option(names = "--seed", paramLabel = "S", description = "Of times, tastes, losses (default: ${DEFAULT-VALUE}).")
    private long seed = 1;

    @Option(names = "--report", paramLabel = "FILE.json", description = "Write the report.")
    private @Nullable Path report;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "The Core's directory, for its administrator's token (default: ~/.omega/core).")
    private @Nullable Path data;

    SimulateCommand(Terminal terminal, InstantSource clock) {
        this.terminal = terminal;
        this.clock = clock;
    }

    @Override
    public Integer call() {
        SimulateOptions options = options();
        LabOptions.writable(report);
        SimulateReport measured = new SimulateLab(terminal, clock).run(options);
        terminal.line(measured.machine().line());
        SimulateTables.timeline(measured).plain().forEach(l -> terminal.line("  " + l));
        SimulateTables.summary(measured).plain().forEach(terminal::line);
        terminal.line(SimulateTables.costs(measured));
        measured.refusals().forEach((code, n) -> terminal.line("Refused with " + code + ": " + n));
        if (measured.steered() > 0) {
            terminal.line("The Core asked for another pause than a minute in " + measured.steered() + " answers");
        }
        if (report != null) {
            ReportJson.write(report, measured);
            terminal.line("Report: " + report);
        }
        return measured.lost() == 0 && measured.doubled() == 0 ? 0 : Errors.FAILED;
    }

    private SimulateOptions options() {
        cores.forEach(SimulateCommand::quic);
        between("--viewers", viewers, 1, MOST_VIEWERS);
        between("--rtt", rtt, 0, 2_000);
        between("--loss", loss, 0, 20);
        between("--malicious", malicious, 0, 1);
        if (!ENGINES.contains(engine)) {
            throw new UsageException("--engine has " + engine + "; there are " + String.join(", ", ENGINES));
        }
        return new SimulateOptions(
                cores,
                viewers,
                time("--sync-interval", syncInterval, SHORTEST_INTERVAL),
                time("--duration", duration, Duration.ofSeconds(1)),
                dial,
                new SimulateOptions.Network(rtt, loss),
                malicious,
                data == null ? CoreDirectory.defaultFor("core") : data,
                engine,
                heed,
                restartCore,
                seed);
    }

    private static void quic(URI core) {
        if (!"quic".equals(core.getScheme()) || core.getHost() == null || core.getPort() < 0) {
            throw new UsageException("--core is quic://host:port, not " + core);
        }
    }

    private static void between(String option, double value, double least, double most) {
        if (!(value >= least && value <= most)) {
            throw new UsageException(String.format(
                    Locale.ROOT, "%s is between %s and %s, not %s", option, plain(least), plain(most), plain(value)));
        }
    }

    private static String plain(double value) {
        return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
    }

    /** As {@code 90s}, {@code 10m} or {@code 1h30m}; also as in ISO 8601. */
    static Duration time(String option, String text, Duration least) {
        try {
            String iso = text.toUpperCase(Locale.ROOT);
            Duration parsed = Duration.parse(iso.startsWith("P") ? iso : "PT" + iso);
            if (parsed.compareTo(least) >= 0 && parsed.compareTo(LONGEST) <= 0) {
                return parsed;
            }
        } catch (DateTimeParseException e) {
            // said below
        }
        throw new UsageException(option + " is a time of at least " + least.toSeconds() + " s and at most "
                + LONGEST.toHours() + " h, such as 30s or 10m, not " + text);
    }
}
