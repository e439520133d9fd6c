package io.exogenesis.omega.lab.heal;

import io.exogenesis.omega.lab.bench.Machine;
import io.exogenesis.omega.lab.heal.subject.Home;
import io.exogenesis.omega.ops.console.Terminal;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The whole of {@code lab heal}: a healthy Core's directory, all trials, the report. */
public final class HealLab {
    private final Terminal terminal;
    private final InstantSource clock;

    public HealLab(Terminal terminal, InstantSource clock) {
        this.terminal = terminal;
        this.clock = clock;
    }

    /**
     * Measures; what an earlier process measured for the same report and the same options is not measured again.
     *
     * @param data an existing directory on the disk that is measured
     * @param report where the caller will write the report; results are kept beside it until {@link #done}
     */
    public HealReport run(HealOptions options, Path data, @Nullable Path report) {
        Machine machine = Machine.here(clock);
        terminal.line(machine.line());
        Scratch.sweep(data);
        Path scratch = Scratch.make(data);
        try {
            terminal.line("Making a Core with viewers, a bank and an item model ...");
            Home home = Home.make(scratch.resolve("home"), options.seed());
            List<FaultResult> trials =
                    new HealRun(options, progress(options, report), new Trial(home, scratch)).run(terminal);
            return HealReport.of(machine, options, trials);
        } finally {
            Home.delete(scratch);
        }
    }

    private static ProgressFile progress(HealOptions options, @Nullable Path report) {
        return report == null ? ProgressFile.none() : ProgressFile.beside(report, options);
    }

    /** The report is written: what was kept beside it is not needed any more. */
    public static void done(HealOptions options, Path report) {
        progress(options, report).delete();
    }
}
