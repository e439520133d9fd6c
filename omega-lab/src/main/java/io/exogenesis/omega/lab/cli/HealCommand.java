package io.exogenesis.omega.lab.cli;

import io.exogenesis.omega.core.config.HealingSettings.Mode;
import io.exogenesis.omega.lab.heal.HealLab;
import io.exogenesis.omega.lab.heal.HealOptions;
import io.exogenesis.omega.lab.heal.HealReport;
import io.exogenesis.omega.lab.heal.HealTables;
import io.exogenesis.omega.lab.heal.fault.FaultClass;
import io.exogenesis.omega.lab.measure.ReportJson;
import io.exogenesis.omega.ops.console.Terminal;
import io.exogenesis.omega.ops.core.CoreDirectory;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ./omega lab heal}. */
@Command(
        mixinStandardHelpOptions = true,
        description = {
            "Breaks a Core under load and counts what heals by itself within five seconds.",
            "The same faults without self-healing, with the rules, and with rules and controller. One fault takes about eight"
                    + " seconds in each mode. With --report a run that was ended goes on where it was when it is started again."
        })
final class HealCommand implements Callable<Integer> {
    private static final String NAME = "heal";
    private static final int MOST_FAULTS = 100_000;
    private static final String ALL = "all";

    private final Terminal terminal;
    private final InstantSource clock;

    @Option(names = "--faults", paramLabel = "K", description = "How many in each mode (default: ${DEFAULT-VALUE}).")
    private int faults = 20;

    @Option(
            names = "--modes",
            split = ",",
            paramLabel = "MODE",
            description = "Of off, rules and mpc (default: all three).")
    private List<String> modes = List.of("off", "rules", "mpc");

    @Option(
            names = "--classes",
            split = ",",
            paramLabel = "CLASS",
            description = "Classes of faults, for instance index-lost,disk-full (default: all).")
    private List<String> classes = List.of(ALL);

    @Option(names = "--seed", paramLabel = "S", description = "Of the faults and the load (default: ${DEFAULT-VALUE}).")
    private long seed = 1;

    @Option(
            names = "--report",
            paramLabel = "FILE.json",
            description = "Write the report; until it is there, results are kept in FILE.json.progress.")
    private @Nullable Path report;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Where the Core's directories lie meanwhile (default: ~/.omega/heal).")
    private @Nullable Path data;

    HealCommand(Terminal terminal, InstantSource clock) {
        this.terminal = terminal;
        this.clock = clock;
    }

    @Override
    public Integer call() {
        if (faults < 1 || faults > MOST_FAULTS) {
            throw new UsageException("--faults is between 1 and " + MOST_FAULTS + ", not " + faults);
        }
        HealOptions options = new HealOptions(
                faults,
                chosen("--modes", modes, Mode.values(), Mode::key),
                chosen("--classes", classes, FaultClass.values(), FaultClass::label),
                seed);
        LabOptions.writable(report);
        // A Core that is broken writes much about it, and the trials' events say what is worth knowing.
        Logger.getLogger("").setLevel(Level.OFF);
        HealReport measured = new HealLab(terminal, clock).run(options, directory(), report);
        HealTables.modes(measured).plain().forEach(terminal::line);
        terminal.line("");
        HealTables.classes(measured).plain().forEach(terminal::line);
        HealTables.words(measured).forEach(terminal::line);
        HealTables.failures(measured).forEach(terminal::line);
        if (report != null) {
            ReportJson.write(report, measured);
            HealLab.done(options, report);
            terminal.line("Report: " + report);
        }
        return 0;
    }

    private static <T> List<T> chosen(String option, List<String> names, T[] all, Function<T, String> name) {
        if (names.equals(List.of(ALL))) {
            return List.of(all);
        }
        if (names.stream().allMatch(String::isBlank)) {
            throw new UsageException(option + " names none");
        }
        return names.stream()
                .distinct()
                .map(wanted -> Arrays.stream(all)
                        .filter(one -> name.apply(one).equals(wanted))
                        .findFirst()
                        .orElseThrow(() -> new UsageException(option + " has " + wanted + "; there are "
                                + Arrays.stream(all).map(name).collect(Collectors.joining(", ")))))
                .toList();
    }

    private Path directory() {
        return LabOptions.directory("--data", data == null ? CoreDirectory.defaultFor(NAME) : data);
    }
}
