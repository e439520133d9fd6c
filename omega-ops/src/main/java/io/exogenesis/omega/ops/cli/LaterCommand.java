package io.exogenesis.omega.ops.cli;

import io.exogenesis.omega.ops.core.CoreProblem;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code core backup} and {@code core restore}: named by the contract, not there yet. */
@Command(mixinStandardHelpOptions = true, hidden = true, description = "Not there yet.")
final class LaterCommand implements Callable<Integer> {
    private final String name;

    @Parameters(arity = "0..1", paramLabel = "FILE")
    private @Nullable String file;

    @Mixin
    private CommonOptions common = new CommonOptions();

    LaterCommand(String name) {
        this.name = name;
    }

    @Override
    public Integer call() {
        throw CoreProblem.usage(
                "core " + name + " is not there yet; stop the Core and copy its data directory instead");
    }
}
