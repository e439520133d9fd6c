package io.exogenesis.omega.viewer.cli;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.exogenesis.omega.model.InvalidValueException;
import io.exogenesis.omega.viewer.Recommendation;
import io.exogenesis.omega.viewer.ScorePart;
import io.exogenesis.omega.viewer.ViewerAgent;
import io.exogenesis.omega.viewer.ViewerContext;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
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
            "  viewer recommend --query \"slow space film\" --genre Sci-Fi --time-of-day evening",
            "  viewer recommend --catalogue movies.csv --json"
        })
final class RecommendCommand implements Runnable {
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
    public void run() {
        ViewerContext context = context();
        PrintWriter out = spec.commandLine().getOut();
        try (OpenAgent open = options.open()) {
            ViewerAgent agent = open.agent();
            List<Recommendation> best = agent.getRecommendations(context).join();
            if (options.json()) {
                out.println(ViewerOptions.text(json(best)));
            } else if (best.isEmpty()) {
                out.println(
                        agent.stats().catalogueItems() == 0
                                ? "There is no catalogue yet: sync with a Core first (viewer sync), or name one with"
                                        + " --catalogue FILE (builtin, movies.csv or JSON Lines)."
                                : "No title fits.");
            } else {
                int place = 1;
                for (Recommendation r : best) {
                    out.printf("%3d. %s%n     %s%n", place++, r.title(), r.reason());
                }
            }
        }
    }

    private ViewerContext context() {
        try {
            return new ViewerContext(
                    k, Optional.ofNullable(query), genres, Optional.ofNullable(mood), Optional.ofNullable(timeOfDay));
        } catch (InvalidValueException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }

    private static JsonArray json(List<Recommendation> best) {
        JsonArray array = new JsonArray();
        for (Recommendation r : best) {
            JsonObject one = new JsonObject();
            one.addProperty("mediaId", r.mediaId().value());
            one.addProperty("title", r.title());
            one.addProperty("score", r.score());
            one.addProperty("reason", r.reason());
            one.add("parts", parts(r));
            array.add(one);
        }
        return array;
    }

    /** What the score is the sum of. */
    private static JsonArray parts(Recommendation recommendation) {
        JsonArray array = new JsonArray();
        for (ScorePart part : recommendation.parts()) {
            JsonObject one = new JsonObject();
            one.addProperty("kind", part.kind().name().toLowerCase(Locale.ROOT).replace('_', '-'));
            one.addProperty("share", part.share());
            part.pattern().ifPresent(id -> {
                one.addProperty("pattern", id.value());
                one.addProperty("supporters", part.supporters());
            });
            if (!part.because().isEmpty()) {
                JsonArray because = new JsonArray();
                part.because().forEach(id -> because.add(id.value()));
                one.add("because", because);
            }
            one.addProperty("text", part.text());
            array.add(one);
        }
        return array;
    }
}
