package io.exogenesis.omega.ops.cli;

import io.exogenesis.omega.ops.console.Terminal;
import io.exogenesis.omega.ops.core.Bootstrap;
import io.exogenesis.omega.ops.core.CoreDirectory;
import io.exogenesis.omega.ops.core.CoreInstall;
import io.exogenesis.omega.ops.core.CorePorts;
import io.exogenesis.omega.ops.core.CoreProblem;
import io.exogenesis.omega.ops.core.CoreProcess;
import io.exogenesis.omega.ops.core.CoreStatus;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ./omega core}: run, start, stop, status (0 ready, 3 stopped, 4 not ready). */
@Command(name = "core", mixinStandardHelpOptions = true, description = "Runs an Omega Core on this machine.")
public final class CoreCommand implements Runnable {
    private static final String DEFAULT_NAME = "core";
    private static final int FAILED = 1;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    /** The command with its subcommands, writing to {@code terminal}. */
    public static CommandLine commandLine(Terminal terminal) {
        return new CommandLine(new CoreCommand())
                .addSubcommand("run", new Run(terminal))
                .addSubcommand("start", new Start(terminal))
                .addSubcommand("stop", new Stop(terminal))
                .addSubcommand("status", new Status(terminal))
                .addSubcommand("backup", new Later("backup"))
                .addSubcommand("restore", new Later("restore"));
    }

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(),
                "name one of " + String.join(", ", spec.subcommands().keySet()));
    }

    /** What was typed wrong is said before anything that is not built. */
    private static CoreProcess started(CommonOptions common) {
        CorePorts ports = common.ports();
        return CoreProcess.start(CoreInstall.ofCheckout(), common.data(DEFAULT_NAME), ports, Map.of());
    }

    private static Bootstrap begin(CoreProcess core, Terminal terminal) {
        terminal.line("Starting the Core on " + core.data().path() + " (process "
                + core.process().pid() + ") ...");
        Bootstrap ready = core.awaitReady();
        terminal.line("Ready. Status page " + ready.http() + "/   HTTPS " + ready.https() + "   QUIC " + ready.quic());
        return ready;
    }

    @Command(mixinStandardHelpOptions = true, description = "Starts a Core and stays with it until Ctrl-C.")
    static final class Run implements Callable<Integer> {
        private final Terminal terminal;

        @Mixin
        private CommonOptions common = new CommonOptions();

        Run(Terminal terminal) {
            this.terminal = terminal;
        }

        @Override
        public Integer call() throws Exception {
            CoreProcess core = started(common);
            Thread stop = new Thread(core::stop, "stop-core");
            Runtime.getRuntime().addShutdownHook(stop);
            begin(core, terminal);
            terminal.line("Ctrl-C stops it.");
            core.process().onExit().get();
            terminal.line("The Core has ended.");
            return FAILED; // Ctrl-C ends this process before: here the Core ended by itself
        }
    }

    @Command(
            mixinStandardHelpOptions = true,
            description = "Starts a Core in the background; returns when it is ready.")
    static final class Start implements Callable<Integer> {
        private final Terminal terminal;

        @Mixin
        private CommonOptions common = new CommonOptions();

        Start(Terminal terminal) {
            this.terminal = terminal;
        }

        @Override
        public Integer call() {
            CoreProcess core = started(common);
            try {
                begin(core, terminal);
            } catch (RuntimeException e) {
                core.stop(); // a Core that did not come up must not stay behind and hold its ports
                throw e;
            }
            terminal.line("Stop it with ./omega core stop --data " + core.data().path());
            return 0;
        }
    }

    @Command(mixinStandardHelpOptions = true, description = "Stops the Core of a data directory.")
    static final class Stop implements Callable<Integer> {
        private final Terminal terminal;

        @Mixin
        private CommonOptions common = new CommonOptions();

        Stop(Terminal terminal) {
            this.terminal = terminal;
        }

        @Override
        public Integer call() {
            CoreDirectory data = new CoreDirectory(common.data(DEFAULT_NAME));
            boolean stopped = CoreProcess.stop(data);
            terminal.line((stopped ? "Stopped the Core on " : "No Core runs on ") + data.path());
            return 0;
        }
    }

    @Command(
            mixinStandardHelpOptions = true,
            description = "Says whether the Core of a data directory is ready.",
            exitCodeListHeading = "Exit codes:%n",
            exitCodeList = {"0:ready", "3:stopped", "4:not ready"})
    static final class Status implements Callable<Integer> {
        private final Terminal terminal;

        @Mixin
        private CommonOptions common = new CommonOptions();

        Status(Terminal terminal) {
            this.terminal = terminal;
        }

        @Override
        public Integer call() {
            CoreDirectory data = new CoreDirectory(common.data(DEFAULT_NAME));
            CoreStatus status = CoreStatus.of(data);
            String where = data.running().map(p -> " (process " + p.pid() + ")").orElse("");
            switch (status) {
                case READY ->
                    terminal.line("ready: "
                            + data.bootstrap().map(Bootstrap::http).orElse("") + "/ on " + data.path() + where);
                case STOPPED -> terminal.line("stopped: no Core runs on " + data.path());
                case NOT_READY ->
                    terminal.line("not ready: the Core on " + data.path() + where
                            + " does not answer /health/ready with UP (log: " + data.messagesLog() + ")");
            }
            return status.exitCode();
        }
    }

    /** Backup and restore come with a later issue. */
    @Command(mixinStandardHelpOptions = true, description = "Not there yet.")
    static final class Later implements Callable<Integer> {
        private final String name;

        @Parameters(arity = "0..1", paramLabel = "FILE")
        private @org.jspecify.annotations.Nullable String file;

        @Mixin
        private CommonOptions common = new CommonOptions();

        Later(String name) {
            this.name = name;
        }

        @Override
        public Integer call() {
            throw CoreProblem.usage(
                    "core " + name + " is not there yet; stop the Core and copy its data directory instead");
        }
    }
}
