package io.exogenesis.omega.lab.cli;

import io.exogenesis.omega.lab.bench.Benchmarks;
import io.exogenesis.omega.ops.console.Terminal;
import java.time.InstantSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code ./omega lab}: evaluation, attacks, simulation. */
@Command(name = "lab", mixinStandardHelpOptions = true, description = "Evaluation, attacks, simulation and benchmarks.")
final class LabCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    static CommandLine commandLine(Terminal terminal) {
        CommandLine lab = new CommandLine(new LabCommand());
        lab.addSubcommand("evaluate", new EvaluateCommand(terminal));
        lab.addSubcommand("curve", new CurveCommand(terminal));
        lab.addSubcommand("attack", new AttackCommand(terminal));
        lab.addSubcommand("results", new ResultsCommand(terminal));
        lab.addSubcommand("trend", new TrendCommand(terminal));
        lab.addSubcommand("explore", new ExploreCommand(terminal));
        lab.addSubcommand("words", new WordsCommand(terminal));
        lab.addSubcommand("report", new ReportCommand(terminal));
        lab.addSubcommand("pictures", new PicturesCommand(terminal));
        lab.addSubcommand("simulate", new SimulateCommand(terminal, InstantSource.system()));
        lab.addSubcommand("quic", new QuicCommand(terminal, InstantSource.system()));
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
}
