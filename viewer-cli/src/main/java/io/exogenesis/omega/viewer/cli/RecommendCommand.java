package io.exogenesis.omega.viewer.cli;

import io.exogenesis.omega.model.InvalidValueException;
import io.exogenesis.omega.viewer.ViewerContext;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What to watch now, and why. */
@Command(
        name = "recommend",
        mixinStandardHelpOptions = true,
        description = "Recommends titles, each with its reason.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  viewer recommend -k 5",
            "  viewer recommend --query \"slow space film\" --time-of-day evening",
            "  viewer recommend --catalogue movies.csv --json"
        })
final class RecommendCommand implements Callable<Integer> {
    @Mixin
    private final ViewerOptions options = new ViewerOptions();

    @Option(names = "-k", paramLabel = "N", description = "How many (default: 10).")
    private int k = 10;

    @Option(names = "--query", paramLabel = "TEXT", description = "Titles near this meaning rise.")
    private @Nullable String query;

    @Option(names = "--genre", paramLabel = "NAME", description = "Only this genre; may be repeated.")
    private List<String> genres = List.of();

    @Option(names = "--mood", paramLabel = "TEXT", description = "Weighed like the query.")
    private @Nullable String mood;

    @Option(names = "--time-of-day", paramLabel = "NAME", description = "morning, afternoon, evening or night.")
    private @Nullable String timeOfDay;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Override
    public Integer call() {
        RecommendTask task = new RecommendTask(context(), options.json());
        return task.run(
                options.openFor(task.context()),
                spec.commandLine().getOut(),
                spec.commandLine().getErr());
    }

    private ViewerContext context() {
        try {
            return RecommendTask.context(
                    k, Optional.ofNullable(query), genres, Optional.ofNullable(mood), Optional.ofNullable(timeOfDay));
        } catch (InvalidValueException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }
}
