package io.exogenesis.omega.ops.cli;

import static io.exogenesis.omega.ops.cli.Words.encoded;

import picocli.CommandLine.Option;

/** Options of every command that changes something: they go into the log of actions. */
final class ReasonOptions {
    @Option(names = "--note", paramLabel = "TEXT", description = "Why, for the log of actions.")
    private String note = "";

    @Option(
            names = "--by",
            paramLabel = "NAME",
            description = "Who does it, for the log of actions (default: this user's name).")
    private String by = System.getProperty("user.name", "");

    /** As query parameters. */
    String query() {
        return "note=" + encoded(note) + "&by=" + encoded(by);
    }
}
