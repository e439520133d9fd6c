package io.exogenesis.omega.lab.cli;

import io.exogenesis.omega.lab.bench.Benchmarks;
import io.exogenesis.omega.ops.console.Terminal;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Unmatched;

/** {@code ./omega lab}: evaluation, attacks, simulation. What is not there yet says so. */
@Command(name = "lab", mixinStandardHelpOptions = true, description = "Evaluation, attacks, simulation and benchmarks.")
final class LabCommand implements Runnable {
    private static final Map<String, String> LATER = new LinkedHashMap<>();

    static {
        LATER.put("simulate", "many viewers against a running Core");
        LATER.put("quic", "QUIC engines side by side");
    }

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    static CommandLine commandLine(Terminal terminal) {
        CommandLine lab = new CommandLine(new LabCommand());
        LATER.forEach((name, what) -> {
            CommandLine later = new CommandLine(new Later(name));
            later.getCommandSpec().usageMessage().description("Not there yet: " + what + ".");
            lab.addSubcommand(name, later);
        });
        lab.addSubcommand("evaluate", new EvaluateCommand(terminal));
        lab.addSubcommand("curve", new CurveCommand(terminal));
        lab.addSubcommand("attack", new AttackCommand(terminal));
        lab.addSubcommand("results", new ResultsCommand(terminal));
        lab.addSubcommand("trend", new TrendCommand(terminal));
        lab.addSubcommand("explore", new ExploreCommand(terminal));
        lab.addSubcommand("words", new WordsCommand(terminal));
        lab.addSubcommand("report", new ReportCommand(terminal));
        lab.addSubcommand("pictures", new PicturesCommand(terminal));
        lab.addSubcommand("heal", new HealCommand(terminal, InstantSource.system()));
        lab.addSubcommand("dst", new DstCommand(terminal, InstantSource.system()));
        lab.addSubcommand("bench", new BenchCommand(terminal, Benchmarks.found(), InstantSource.system()));
        return lab;
    }

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(),
                "name one of " + String.join(", ", spec.subcommands().keySet()));
    }

    /** A part whose time has not come. It takes any option, so that the answer is about the part and not about the option. */
    @Command(mixinStandardHelpOptions = true)
    static final class Later implements Runnable {
        private final String name;

        @Unmatched
        private List<String> ignored = List.of();

        Later(String name) {
            this.name = name;
        }

        @Override
        public void run() {
            throw new UsageException("lab " + name + " is not there yet; ./omega lab --help lists what is");
        }
    }
}
