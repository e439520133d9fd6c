package io.exogenesis.omega.viewer.example;

import io.exogenesis.omega.model.BuiltInCatalogue;
import io.exogenesis.omega.model.MediaItem;
import io.exogenesis.omega.model.ViewerId;
import io.exogenesis.omega.viewer.Recommendation;
import io.exogenesis.omega.viewer.ViewerAgent;
import io.exogenesis.omega.viewer.ViewerAgentConfig;
import io.exogenesis.omega.viewer.ViewerContext;
import io.exogenesis.omega.viewer.runtime.ViewerRuntime;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** What a player calls in one evening. */
public final class Evening {
    private Evening() {}

    /** Prints what to watch next; the argument is a directory for the agent's memory. */
    public static void main(String[] args) {
        watch(Path.of(args[0]), BuiltInCatalogue.titles())
                .forEach(r -> System.out.println(r.title() + ": " + r.reason()));
    }

    static List<Recommendation> watch(Path home, List<MediaItem> catalogue) {
        var config =
                ViewerAgentConfig.builder(new ViewerId("living-room"), home).build();
        try (ViewerRuntime shared = ViewerRuntime.in(home.resolve("models"));
                ViewerAgent agent = shared.open(config)) {
            shared.useCatalogue(catalogue);
            agent.trackView(catalogue.get(0).id(), Duration.ofMinutes(95), true).join();
            agent.trackRating(catalogue.get(1).id(), 4.5).join();
            agent.learnFromSession().join();
            return agent.getRecommendations(ViewerContext.top(3).withQuery("the sea"))
                    .join();
        }
    }
}
