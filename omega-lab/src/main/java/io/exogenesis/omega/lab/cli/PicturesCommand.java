package io.exogenesis.omega.lab.cli;

import io.exogenesis.omega.lab.bench.BenchDirectory;
import io.exogenesis.omega.lab.data.ReadOptions;
import io.exogenesis.omega.lab.demo.Demo;
import io.exogenesis.omega.lab.demo.DemoOptions;
import io.exogenesis.omega.lab.pictures.Chromium;
import io.exogenesis.omega.lab.pictures.Pictures;
import io.exogenesis.omega.ops.console.Terminal;
import io.exogenesis.omega.ops.core.CorePorts;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ./omega lab pictures}. */
@Command(
        name = "pictures",
        mixinStandardHelpOptions = true,
        description = {
            "Takes the pictures of the documentation: runs a demo with simulated viewers and looks at its pages in the middle of it.",
            "It needs Chromium on the PATH (apt-get install chromium), and takes some minutes."
        })
final class PicturesCommand implements Callable<Integer> {
    /** After the second of three rounds there are juries, a version that spreads, and a third sync to come. */
    private static final int ROUNDS = 3;

    private static final int LOOKED_AT = 2;

    private final Terminal terminal;

    @Option(
            names = "--viewers",
            paramLabel = "N",
            defaultValue = "200",
            description = "Simulated viewers (default: ${DEFAULT-VALUE}).")
    private int viewers;

    @Option(names = "--into", paramLabel = "DIR", description = "Where pictures go (default: docs/pictures).")
    private @Nullable Path into;

    @Option(names = "--report", paramLabel = "FILE.json", description = "Write the demo's report.")
    private @Nullable Path report;

    PicturesCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        if (viewers < 10 || viewers > 1_000) {
            throw new UsageException("--viewers is between 10 and 1000, not " + viewers);
        }
        Path program = Chromium.find()
                .orElseThrow(() -> new UsageException("no chromium on the PATH: apt-get install chromium"));
        Path directory = into == null ? Path.of(System.getProperty("omega.root", "."), "docs", "pictures") : into;
        LabOptions.writable(report);
        // minutes of a demonstration must not end with pictures that have no place
        LabOptions.directory("--into", directory);
        try (BenchDirectory work = new BenchDirectory(Path.of(System.getProperty("java.io.tmpdir")));
                Chromium browser = Chromium.start(program, work.path())) {
            Pictures pictures = new Pictures(browser, directory, terminal);
            new Demo(options(work.resolve("demo")), terminal, InstantSource.system(), (round, core) -> {
                        if (round == LOOKED_AT) {
                            terminal.heading("Pictures");
                            pictures.take(core.http());
                        }
                    })
                    .run();
        }
        return 0;
    }

    private DemoOptions options(Path data) {
        return new DemoOptions(
                OptionalInt.of(viewers),
                Optional.empty(),
                DemoOptions.Holdout.LAST,
                ROUNDS,
                Optional.empty(),
                Optional.ofNullable(report),
                true,
                false,
                data,
                CorePorts.ANY,
                Optional.empty(),
                ReadOptions.STRICT);
    }
}
