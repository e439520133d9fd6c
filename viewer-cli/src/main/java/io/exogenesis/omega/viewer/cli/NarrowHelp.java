package io.exogenesis.omega.viewer.cli;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Help for a terminal that is too narrow for columns: what a thing is stands below its name. */
public final class NarrowHelp {
    /** From here on two columns are readable. */
    private static final int WIDE = 80;

    private static final String SECTION = "narrow";
    private static final String NAME = "  ";
    private static final String TEXT = "      ";

    private NarrowHelp() {}

    /** Has a command and its subcommands explain themselves within the width of their output. */
    public static void install(CommandLine line) {
        if (WrappingWriter.columns(line.getOut()) < WIDE) {
            line.setHelpSectionMap(Map.of(SECTION, help -> text(help.commandSpec())));
            line.setHelpSectionKeys(List.of(SECTION));
        }
    }

    private static String text(CommandSpec spec) {
        StringBuilder help = new StringBuilder("Usage: ").append(spec.qualifiedName());
        help.append(spec.options().isEmpty() ? "" : " [OPTIONS]");
        spec.positionalParameters().forEach(p -> help.append(' ').append(p.paramLabel()));
        help.append(spec.subcommands().isEmpty() ? "\n" : " COMMAND\n");
        lines(help, "", spec.usageMessage().description());
        section(help, "Arguments", !spec.positionalParameters().isEmpty());
        spec.positionalParameters().forEach(p -> argument(help, p.paramLabel(), p));
        section(help, "Options", !spec.options().isEmpty());
        spec.options().forEach(o -> argument(help, name(o), o));
        section(help, "Commands", !spec.subcommands().isEmpty());
        spec.subcommands().forEach((name, command) -> {
            if (command.getCommandSpec().usageMessage().hidden()) {
                return;
            }
            help.append(NAME).append(name).append('\n');
            String[] about = command.getCommandSpec().usageMessage().description();
            lines(help, TEXT, about.length == 0 ? about : new String[] {about[0]});
        });
        help.append(String.format(spec.usageMessage().footerHeading()));
        lines(help, "", spec.usageMessage().footer());
        return help.toString();
    }

    private static void section(StringBuilder help, String name, boolean filled) {
        help.append(filled ? "\n" + name + ":\n" : "");
    }

    private static void argument(StringBuilder help, String name, ArgSpec argument) {
        help.append(NAME).append(name).append('\n');
        lines(help, TEXT, argument.description());
    }

    private static String name(OptionSpec option) {
        String names = List.of(option.names()).stream().collect(Collectors.joining(", "));
        return option.arity().max() == 0 ? names : names + " " + option.paramLabel();
    }

    private static void lines(StringBuilder help, String indent, String[] lines) {
        for (String line : lines) {
            help.append(indent).append(String.format(line)).append('\n');
        }
    }
}
