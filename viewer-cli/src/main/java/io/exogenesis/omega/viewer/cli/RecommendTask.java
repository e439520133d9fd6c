package io.exogenesis.omega.viewer.cli;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.exogenesis.omega.model.InvalidValueException;
import io.exogenesis.omega.viewer.Recommendation;
import io.exogenesis.omega.viewer.RecommendationList;
import io.exogenesis.omega.viewer.RecommendationList.EmptyReason;
import io.exogenesis.omega.viewer.ScorePart;
import io.exogenesis.omega.viewer.ViewerAgent;
import io.exogenesis.omega.viewer.ViewerContext;
import io.exogenesis.omega.wire.Refusals;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletionException;

/**
 * What {@code recommend} does, once its command line is understood.
 *
 * @param json whether to print JSON instead of lines
 */
record RecommendTask(ViewerContext context, boolean json) {
    private static final String NO_CATALOGUE =
            "There is no catalogue yet: sync with a Core first (viewer sync), or name one with"
                    + " --catalogue FILE (builtin, movies.csv or JSON Lines).";

    /** A context as a person gives it: a time of day is one that tastes are learned at. */
    static ViewerContext context(
            int k, Optional<String> query, List<String> genres, Optional<String> mood, Optional<String> timeOfDay) {
        timeOfDay
                .filter(time -> ViewerContext.TIMES_OF_DAY.stream().noneMatch(time::equalsIgnoreCase))
                .ifPresent(time -> {
                    throw new InvalidValueException("--time-of-day is one of "
                            + String.join(", ", ViewerContext.TIMES_OF_DAY) + ", not '" + time + "'");
                });
        ViewerContext context = ViewerContext.top(k).withGenres(genres);
        context = query.map(context::withQuery).orElse(context);
        context = mood.map(context::withMood).orElse(context);
        return timeOfDay.map(context::withTimeOfDay).orElse(context);
    }

    /**
     * Recommends, prints, and tells the agent that the list was shown; closes the agent.
     *
     * @param err for what is no part of the answer: why a JSON answer is empty, that the disk takes nothing
     * @return the exit code: failed where there is no catalogue, or no title of the genre in it
     */
    int run(OpenAgent opened, PrintWriter given, PrintWriter err) {
        PrintWriter out = json ? WrappingWriter.raw(given) : given;
        try (OpenAgent open = opened) {
            ViewerAgent agent = open.agent();
            RecommendationList best = agent.getRecommendations(context).join();
            if (json) {
                out.println(ViewerOptions.text(json(best)));
            }
            best.emptyReason().ifPresent(why -> (json ? err : out).println(text(why)));
            if (!best.isEmpty()) {
                context.fittedByNone(best)
                        .ifPresent(words -> (json ? err : out)
                                .println("No title of the catalogue fits \"" + words
                                        + "\"; these go by your taste alone."));
            }
            if (!json) {
                for (int n = 0; n < best.size(); n++) {
                    String place = Integer.toString(n + 1);
                    out.println(" ".repeat(Math.max(0, 3 - place.length())) + place + ". "
                            + Refusals.printable(best.get(n).title()));
                    out.println("     " + Refusals.printable(best.get(n).reason()));
                }
            }
            out.flush();
            try {
                agent.shown(best).join();
            } catch (CompletionException e) {
                Throwable cause = e.getCause() == null ? e : e.getCause();
                err.println("That this list was shown is not remembered: " + cause.getMessage());
            }
            return best.emptyReason().filter(why -> isMistake(why, agent)).isPresent() ? Failure.FAILED : 0;
        }
    }

    /** Whether nothing could be recommended whatever was seen: there is no catalogue, or no title of the genre in it. */
    private boolean isMistake(EmptyReason why, ViewerAgent agent) {
        return why == EmptyReason.NO_CATALOGUE
                || why == EmptyReason.NONE_OF_GENRE
                        && agent.catalogue().stream()
                                .flatMap(item -> item.genres().stream())
                                .noneMatch(genre -> context.genres().stream().anyMatch(genre::equalsIgnoreCase));
    }

    private static String text(EmptyReason why) {
        return why == EmptyReason.NO_CATALOGUE ? NO_CATALOGUE : why.text();
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
