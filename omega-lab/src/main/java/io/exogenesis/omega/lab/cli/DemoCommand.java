package io.exogenesis.omega.lab.cli;

import io.exogenesis.omega.lab.console.Terminal;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

@Command(name = "demo", mixinStandardHelpOptions = true, description = "demo")
final class DemoCommand implements Callable<Integer> {
    private final Terminal terminal;

    DemoCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        throw new UsageException("not yet");
    }
}
