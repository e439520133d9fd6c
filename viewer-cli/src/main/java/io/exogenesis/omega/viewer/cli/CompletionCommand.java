package io.exogenesis.omega.viewer.cli;

import java.io.PrintWriter;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The script that teaches a shell the commands and options. */
@Command(
        name = "completion",
        mixinStandardHelpOptions = true,
        description = "Prints the completion script for bash and zsh.",
        footerHeading = "%nExamples:%n",
        footer = {"  bash and zsh:  source <(./omega viewer completion)"})
final class CompletionCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Override
    public void run() {
        CommandSpec root = spec.root();
        PrintWriter out = WrappingWriter.raw(spec.commandLine().getOut());
        out.print(AutoComplete.bash(root.name(), root.commandLine()));
        out.flush();
    }
}
