package io.exogenesis.omega.viewer.cli;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.exogenesis.omega.viewer.Recommendation;
import io.exogenesis.omega.viewer.ScorePart;
import io.exogenesis.omega.viewer.ViewerAgent;
import io.exogenesis.omega.viewer.ViewerContext;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;

/**
 * What {@code recommend} does, once its command line is understood.
 *
 * @param json whether to print JSON instead of lines
 */
record RecommendTask(ViewerContext context, boolean json) {
    private static final String NO_CATALOGUE =
            "There is no catalogue yet: sync with a Core first (viewer sync), or name one with"
                    + " --catalogue FILE (builtin, movies.csv or JSON Lines).";

    /** Recommends and prints; closes the agent. */
    void run(OpenAgent opened, PrintWriter out) {
        try (OpenAgent open = opened) {
            ViewerAgent agent = open.agent();
            List<Recommendation> best = agent.getRecommendations(context).join();
            if (json) {
                out.println(ViewerOptions.text(json(best)));
            } else if (best.isEmpty()) {
                out.println(agent.stats().catalogueItems() == 0 ? NO_CATALOGUE : "No title fits.");
            } else {
                context.fittedByNone(best)
                        .ifPresent(words -> out.println(
                                "No title of the catalogue fits \"" + words + "\"; these go by your taste alone."));
                for (int n = 0; n < best.size(); n++) {
                    String place = Integer.toString(n + 1);
                    out.println(" ".repeat(Math.max(0, 3 - place.length())) + place + ". "
                            + best.get(n).title());
                    out.println("     " + best.get(n).reason());
                }
            }
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
