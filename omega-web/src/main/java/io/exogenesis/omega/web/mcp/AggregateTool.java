package io.exogenesis.omega.web.mcp;

import static io.exogenesis.omega.mcp.Schemas.count;
import static io.exogenesis.omega.mcp.Schemas.flag;
import static io.exogenesis.omega.mcp.Schemas.object;
import static io.exogenesis.omega.mcp.Schemas.properties;
import static io.exogenesis.omega.mcp.Schemas.text;

import io.exogenesis.omega.core.api.Consolidation;
import io.exogenesis.omega.core.api.OmegaCore;
import io.exogenesis.omega.core.identity.Scope;
import io.exogenesis.omega.core.metrics.RoundStatus;
import io.exogenesis.omega.core.metrics.RoundWatch;
import io.exogenesis.omega.mcp.Annotations;
import io.exogenesis.omega.mcp.Answer;
import io.exogenesis.omega.mcp.Arguments;
import io.exogenesis.omega.mcp.Progress;
import io.modelcontextprotocol.spec.McpSchema.Tool;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * {@code omega_aggregate(immediate?)}: runs a round and returns when it is committed. A round is committed as a whole or not at
 * all, so a cancelled call stops waiting and the round goes on.
 */
final class AggregateTool implements CoreTool {
    private static final String TITLE = "Run a round";
    /** How often a waiting client can hear something new. */
    private static final long LOOK_MILLIS = 500;

    private final OmegaCore core;
    private final RoundWatch watch;
    private final ExecutorService threads;

    AggregateTool(OmegaCore core, RoundWatch watch, ExecutorService threads) {
        this.core = core;
        this.watch = watch;
        this.threads = threads;
    }

    @Override
    public Tool description() {
        return Tool.builder()
                .name("omega_aggregate")
                .title(TITLE)
                .description(
                        "Runs an aggregation round now: what came in is grouped, enough viewers that agree put a pattern"
                                + " into the bank. Takes seconds, longer with many contributions, and cannot be undone. With"
                                + " immediate false it only says when the timer runs the next one.")
                .inputSchema(object(
                        properties("immediate", flag("Run it now; false: only say when it is due.", "default", true)),
                        List.of()))
                .outputSchema(object(
                        properties(
                                "ran",
                                flag("Whether a round ran."),
                                "coordinatorId",
                                CoreSchemas.COORDINATOR,
                                "bankVersion",
                                CoreSchemas.BANK_VERSION,
                                "changed",
                                count("Patterns that it put into the bank or changed there."),
                                "round",
                                CoreSchemas.ROUND,
                                "nextRound",
                                text("When the timer runs a round, ISO 8601; absent if it is off.")),
                        List.of("ran", "coordinatorId")))
                .annotations(Annotations.adds(TITLE, false, false))
                .build();
    }

    @Override
    public Scope needs(Map<String, Object> arguments) {
        return Boolean.FALSE.equals(arguments.get("immediate")) ? Scope.READ : Scope.OPERATE;
    }

    @Override
    public Answer call(Arguments arguments, ToolCaller caller, Progress progress) throws InterruptedException {
        Map<String, Object> found = new LinkedHashMap<>();
        if (arguments.has("immediate") && !arguments.flag("immediate")) {
            found.put("ran", false);
            found.put("coordinatorId", core.coordinatorId());
            Optional<Instant> next = watch.status().nextAttempt();
            next.ifPresent(at -> found.put("nextRound", at.toString()));
            return new Answer(
                    found,
                    next.map(at -> "The timer runs the next round at " + at + ".")
                            .orElse("The timer is off: a round runs when somebody asks for it."));
        }
        Consolidation done = ran(caller, progress);
        found.put("ran", true);
        found.put("coordinatorId", done.coordinatorId());
        found.put("bankVersion", done.version().number());
        found.put("changed", done.patterns().size());
        found.put("round", CoreViews.of(done.round()));
        watch.status().nextAttempt().ifPresent(at -> found.put("nextRound", at.toString()));
        return new Answer(
                found,
                "Round " + done.round().round() + " is committed: "
                        + done.round().admitted()
                        + " contributions were admitted, " + done.round().refused() + " refused, "
                        + done.round().waiting() + " wait. " + done.patterns().size()
                        + " patterns of the bank are new or changed; it is at version "
                        + done.version().number() + ".");
    }

    /** On another thread, so that this one can tell how far it is. */
    private Consolidation ran(ToolCaller caller, Progress progress) throws InterruptedException {
        Future<Consolidation> round =
                threads.submit(() -> core.consolidatePatterns(false, "over MCP", caller.operator()));
        long told = 0;
        String last = "";
        while (true) {
            try {
                return round.get(LOOK_MILLIS, TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                String now = watch.status().running().map(AggregateTool::step).orElse("waiting for its turn");
                if (!now.equals(last)) {
                    progress.report(++told, now);
                    last = now;
                }
            } catch (ExecutionException e) {
                if (e.getCause() instanceof RuntimeException failure) {
                    throw failure;
                }
                throw new IllegalStateException("the round failed", e.getCause());
            }
        }
    }

    private static String step(RoundStatus.Running running) {
        return running.total() > 0
                ? running.phase() + ": " + running.done() + " of " + running.total()
                : running.phase();
    }
}
