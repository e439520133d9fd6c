package io.exogenesis.omega.viewer.cli;

import io.exogenesis.omega.viewer.ViewerException;
import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** An evening with the catalogue: what is recommended, what the viewer makes of it, and what was learned of that. */
@Command(
        name = "run",
        mixinStandardHelpOptions = true,
        description = {
            "An evening with the catalogue: shows recommendations, takes what you watch, rate, skip, share and search, and learns at"
                    + " the end. Say help inside. Reads lines from standard input, so a script can spend the evening, too."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  viewer run --catalogue builtin",
            "  viewer run --catalogue ml-latest-small/movies.csv -k 5",
            "  printf 'watch 1\\nrate 2 4.5\\nquit\\n' | viewer run --json"
        })
final class RunCommand implements Runnable {
    /** As many as fit a screen with their reasons. */
    private static final int LIST = 8;

    private static final int MOST = 50;

    private final InputStream in;

    @Mixin
    private final ViewerOptions options = new ViewerOptions();

    @Option(names = "-k", paramLabel = "N", description = "Titles of a list, 1-50 (default: 8).")
    private int k = LIST;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    RunCommand(InputStream in) {
        this.in = in;
    }

    @Override
    public void run() {
        if (k < 1 || k > MOST) {
            throw new ParameterException(spec.commandLine(), "-k is between 1 and " + MOST + ", not " + k);
        }
        Console console = System.console();
        boolean interactive = console != null && console.isTerminal();
        Charset charset = console != null && console.isTerminal() ? console.charset() : StandardCharsets.UTF_8;
        try (OpenAgent open = options.open()) {
            if (open.agent().catalogue().isEmpty()) {
                throw new ViewerException(
                        "there is no catalogue yet: sync with a Core (viewer sync --core URI --enrol CODE --pin"
                                + " PIN), or name one with --catalogue FILE (builtin, a MovieLens movies.csv, or JSON Lines with id,"
                                + " title, year, genres)");
            }
            BufferedReader lines = new BufferedReader(new InputStreamReader(in, charset));
            Screen screen = new Screen(options.out(), options.json(), interactive && !options.json());
            new RunDialogue(open.agent(), screen, k).spend(lines);
        } catch (IOException e) {
            throw new UncheckedIOException("the input broke: " + e.getMessage(), e);
        }
    }
}
