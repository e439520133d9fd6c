package io.exogenesis.omega.viewer.cli;

import com.google.gson.JsonObject;
import io.exogenesis.omega.model.InvalidValueException;
import io.exogenesis.omega.model.MediaId;
import io.exogenesis.omega.viewer.ViewerAgent;
import io.exogenesis.omega.viewer.ViewerEvent;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Tells the agent what happened, then lets it learn. */
@Command(
        name = "track",
        mixinStandardHelpOptions = true,
        description = {
            "Tells the agent what happened.",
            "track rating ID STARS | view ID MINUTES [--completed] | skip ID MINUTES | share ID | search TEXT"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  viewer track rating omega-0037 4.5",
            "  viewer track view omega-0132 149 --completed",
            "  viewer track search \"heist in Paris\" --json"
        })
final class TrackCommand implements Runnable {
    enum Kind {
        rating,
        view,
        skip,
        share,
        search
    }

    @Mixin
    private final ViewerOptions options = new ViewerOptions();

    @Parameters(index = "0", paramLabel = "KIND", description = "rating, view, skip, share or search.")
    private Kind kind = Kind.rating;

    @Parameters(index = "1", paramLabel = "WHAT", description = "Id of the title, or the text of the search.")
    private String what = "";

    @Parameters(index = "2", paramLabel = "NUMBER", arity = "0..1", description = "Stars (0-5) or minutes.")
    private @Nullable Double number;

    @Option(names = "--completed", description = "The title was seen to its end.")
    private boolean completed;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Override
    public void run() {
        ViewerEvent event;
        try {
            event = event(Instant.now());
        } catch (InvalidValueException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
        PrintWriter out = options.out();
        try (OpenAgent open = options.open()) {
            ViewerAgent agent = open.agent();
            if (kind != Kind.search) {
                NearestTitle.warning(what, agent.catalogue())
                        .ifPresent(spec.commandLine().getErr()::println);
            }
            agent.track(event).join();
            int patterns = agent.learnFromSession().join().size();
            if (options.json()) {
                JsonObject json = new JsonObject();
                json.addProperty("events", agent.stats().memory().events());
                json.addProperty("patterns", patterns);
                out.println(ViewerOptions.text(json));
            } else {
                out.printf(
                        "Remembered; %s so far, %s.%n",
                        Count.of(agent.stats().memory().events(), "event"), Count.of(patterns, "pattern"));
            }
        }
    }

    private ViewerEvent event(Instant now) {
        return switch (kind) {
            case rating -> new ViewerEvent.Rating(new MediaId(what), given("stars"), now);
            case view -> new ViewerEvent.View(new MediaId(what), minutes(), completed, now);
            case skip -> new ViewerEvent.Skip(new MediaId(what), minutes(), now);
            case share -> new ViewerEvent.Share(new MediaId(what), now);
            case search -> ViewerEvent.Search.of(what, List.of(), now);
        };
    }

    private double given(String unit) {
        Double value = number;
        if (value == null) {
            throw new ParameterException(spec.commandLine(), "a " + kind + " needs a number of " + unit);
        }
        return value;
    }

    private Duration minutes() {
        return Duration.ofSeconds(Math.round(given("minutes") * 60));
    }
}
