package io.exogenesis.omega.viewer.mcp;

import static io.exogenesis.omega.mcp.Schemas.count;
import static io.exogenesis.omega.mcp.Schemas.flag;
import static io.exogenesis.omega.mcp.Schemas.list;
import static io.exogenesis.omega.mcp.Schemas.object;
import static io.exogenesis.omega.mcp.Schemas.properties;
import static io.exogenesis.omega.mcp.Schemas.text;

import io.exogenesis.omega.mcp.Annotations;
import io.exogenesis.omega.mcp.Answer;
import io.exogenesis.omega.mcp.Arguments;
import io.exogenesis.omega.mcp.Schemas;
import io.exogenesis.omega.mcp.ToolProblem;
import io.exogenesis.omega.mcp.UntrustedText;
import io.exogenesis.omega.model.Consents;
import io.exogenesis.omega.model.InvalidValueException;
import io.exogenesis.omega.model.ViewerId;
import io.exogenesis.omega.viewer.ConflictStrategy;
import io.exogenesis.omega.viewer.ViewerAgent;
import io.exogenesis.omega.viewer.ViewerStats;
import io.modelcontextprotocol.spec.McpSchema.Tool;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/** {@code viewer_init(viewerId, config)}: opens the agent of the server's directory. */
final class InitTool implements ViewerTool {
    private static final int MOST_PATTERNS = 100_000;
    private static final int LONGEST_INTERVAL_MS = 86_400_000;
    /** More often would run into the Core's limit of 60 requests a minute. */
    private static final int SHORTEST_INTERVAL_MS = 10_000;
    /** A Core that cannot be reached is no error; longer than this nobody wants to wait for it. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final List<String> STRATEGIES = Stream.of(ConflictStrategy.values())
            .map(s -> s.name().toLowerCase(Locale.ROOT).replace('_', '-'))
            .toList();
    private static final Set<String> CONFIG =
            Set.of("minQualityThreshold", "maxLocalPatterns", "syncIntervalMs", "conflictStrategy");
    /** What an entry of {@code consents} is. */
    static final String CONSENT = "A kind of contribution; largeSample: the sample may have 200 titles instead of 50.";

    private static final Set<String> OWNERS = Set.of("omegaCoreEndpoint", "consents", "token", "pin");

    private static final Tool TOOL = Tool.builder()
            .name("viewer_init")
            .title("Open the viewer's agent")
            .description(
                    "Opens the agent of the directory that the server was started with, and tells whose memory it is and"
                            + " what it has. The other tools open it by themselves with the defaults, so this is needed only to choose"
                            + " the viewer or the configuration. It cannot give consents or choose a Core: the owner does that on the"
                            + " command line.")
            .inputSchema(input())
            .outputSchema(output())
            .annotations(Annotations.adds("Open the viewer's agent", true, true))
            .build();

    private static Map<String, Object> input() {
        return object(
                properties(
                        "viewerId",
                        text(
                                "Whose memory it must be: 1-64 of A-Z a-z 0-9 . _ -, for example \"living-room\". Without it:"
                                        + " whoever the directory belongs to, or a new viewer.",
                                "minLength",
                                1,
                                "maxLength",
                                ViewerId.MAX_LENGTH,
                                "pattern",
                                "^[A-Za-z0-9._-]+$"),
                        "config",
                        object(
                                "What differs from the defaults.",
                                properties(
                                        "minQualityThreshold",
                                        Schemas.number(
                                                "Least success rate of a pattern that may leave, for example 0.7.",
                                                0,
                                                1),
                                        "maxLocalPatterns",
                                        Schemas.whole("Most patterns kept, for example 10000.", 1, MOST_PATTERNS),
                                        "syncIntervalMs",
                                        Schemas.whole(
                                                "Between automatic syncs, for example 60000; 0 (the default) for none; otherwise at"
                                                        + " least 10000.",
                                                0,
                                                LONGEST_INTERVAL_MS),
                                        "conflictStrategy",
                                        Schemas.oneOf(
                                                "When the Core's pattern and the viewer's own disagree, for patterns of all kinds, for"
                                                        + " example \"merge\"; without it each kind has its own.",
                                                STRATEGIES)),
                                List.of())),
                List.of());
    }

    private static Map<String, Object> output() {
        return object(
                properties(
                        "viewerId", text("Whose memory it is, for example \"living-room\"."),
                        "created", flag("Whether the memory was made just now."),
                        "events", count("What was tracked so far."),
                        "titles", count("Titles in the history."),
                        "catalogueItems", count("Titles that can be recommended; 0: there is no catalogue yet."),
                        "hasCore", flag("Whether the viewer is registered with a Core."),
                        "consents",
                                list(
                                        "What the owner agreed may leave the device.",
                                        Schemas.oneOf(CONSENT, Consents.NAMES)),
                        "embedder", text("The embedding model.")),
                List.of(
                        "viewerId",
                        "created",
                        "events",
                        "titles",
                        "catalogueItems",
                        "hasCore",
                        "consents",
                        "embedder"));
    }

    @Override
    public Tool description() {
        return TOOL;
    }

    @Override
    public Answer call(Arguments arguments, ToolAgent holder) throws InterruptedException {
        Optional<ViewerId> viewer = arguments.text("viewerId", 1_000_000).map(InitTool::viewer);
        AgentSource.Opened opened = holder.init(viewer, tuning(arguments));
        boolean late = !initialized(opened.agent());
        ViewerStats stats = opened.agent().stats();
        Map<String, Object> found = new LinkedHashMap<>();
        found.put("viewerId", stats.viewerId().value());
        found.put("created", opened.made());
        found.put("events", stats.memory().events());
        found.put("titles", stats.memory().titles());
        found.put("catalogueItems", stats.models().catalogueItems());
        found.put("hasCore", opened.core());
        found.put("consents", stats.consents().given());
        found.put("embedder", stats.embedder());
        return new Answer(found, rendered(stats, opened, late));
    }

    private static String rendered(ViewerStats stats, AgentSource.Opened opened, boolean late) {
        return (opened.made() ? "A new memory was made for viewer " : "This is the memory of viewer ")
                + UntrustedText.quoted(stats.viewerId().value()) + ": "
                + stats.memory().events() + " events about " + stats.memory().titles()
                + " titles; " + stats.models().catalogueItems() + " titles can be recommended.\n"
                + (opened.core()
                        ? "It is registered with a Core"
                                + (late
                                        ? ", which has not answered yet; everything but syncing works without it."
                                        : ".")
                        : "It has no Core; everything but viewer_sync works without one.")
                + (stats.models().catalogueItems() == 0 ? "\n" + Titles.NO_CATALOGUE : "");
    }

    private static boolean initialized(ViewerAgent agent) throws InterruptedException {
        try {
            agent.initialize().thenCompose(done -> agent.firstPull()).get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            throw new ToolProblem("The agent could not be initialised: " + e.getMessage() + ".");
        }
    }

    private static ViewerId viewer(String id) {
        try {
            return new ViewerId(id);
        } catch (InvalidValueException e) {
            throw new ToolProblem("viewerId is 1 to 64 of A-Z a-z 0-9 . _ -, for example \"living-room\", not "
                    + UntrustedText.echo(id) + ".");
        }
    }

    private static Tuning tuning(Arguments arguments) {
        Set<String> accepted = new HashSet<>(CONFIG);
        accepted.addAll(OWNERS);
        Arguments config = arguments.object("config", accepted);
        for (String name : OWNERS) {
            if (config.has(name)) {
                throw new ToolProblem(
                        "config." + name + " is the owner's to decide, not a program's: on the command line,"
                                + " viewer sync --core URI --enrol CODE --pin PIN registers and --consent KIND,… agrees.");
            }
        }
        OptionalInt interval = config.whole("syncIntervalMs", 0, LONGEST_INTERVAL_MS);
        if (interval.isPresent() && interval.getAsInt() > 0 && interval.getAsInt() < SHORTEST_INTERVAL_MS) {
            throw new ToolProblem("config.syncIntervalMs is 0 or at least " + SHORTEST_INTERVAL_MS + ", not "
                    + interval.getAsInt() + ".");
        }
        return new Tuning(
                config.number("minQualityThreshold", 0, 1),
                config.whole("maxLocalPatterns", 1, MOST_PATTERNS),
                interval.isPresent() ? Optional.of(Duration.ofMillis(interval.getAsInt())) : Optional.empty(),
                config.oneOf("conflictStrategy", STRATEGIES)
                        .map(s -> ConflictStrategy.valueOf(
                                s.toUpperCase(Locale.ROOT).replace('-', '_'))));
    }
}
