package io.exogenesis.omega.web.mcp;

import static io.exogenesis.omega.mcp.Schemas.count;
import static io.exogenesis.omega.mcp.Schemas.object;
import static io.exogenesis.omega.mcp.Schemas.of;
import static io.exogenesis.omega.mcp.Schemas.properties;

import io.exogenesis.omega.core.api.OmegaCore;
import io.exogenesis.omega.core.api.PatternStats;
import io.exogenesis.omega.core.api.ViewerNetworkStats;
import io.exogenesis.omega.core.identity.Scope;
import io.exogenesis.omega.mcp.Annotations;
import io.exogenesis.omega.mcp.Answer;
import io.exogenesis.omega.mcp.Arguments;
import io.exogenesis.omega.mcp.Progress;
import io.modelcontextprotocol.spec.McpSchema.Tool;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** {@code omega_stats}: viewers and patterns in numbers. */
@Singleton
class StatsTool implements CoreTool {
    private static final String TITLE = "The network in numbers";

    private final OmegaCore core;

    @Inject
    StatsTool(OmegaCore core) {
        this.core = core;
    }

    @Override
    public Tool description() {
        return Tool.builder()
                .name("omega_stats")
                .title(TITLE)
                .description(
                        "Viewers, contributions and the bank in numbers. Changes nothing. What was not measured since"
                                + " the start is absent.")
                .inputSchema(object(Map.of(), List.of()))
                .outputSchema(object(
                        properties(
                                "coordinatorId", CoreSchemas.COORDINATOR,
                                "viewers", viewers(),
                                "contributions", contributions(),
                                "bank", bank(),
                                "network", CoreSchemas.NETWORK),
                        List.of("coordinatorId", "viewers", "contributions", "bank", "network")))
                .annotations(Annotations.reads(TITLE))
                .build();
    }

    private static Map<String, Object> viewers() {
        return object(
                "The viewers.",
                properties(
                        "registered", count("That may take part."),
                        "maximum", count("That may be registered."),
                        "suspended", count("That may not take part for now."),
                        "removed", count("That were removed and are remembered."),
                        "active", count("Heard lately."),
                        "known", count("Heard since the start, with some consent."),
                        "openCodes", count("Enrolment codes that nobody used.")),
                List.of("registered", "maximum", "suspended", "removed", "active", "known", "openCodes"));
    }

    private static Map<String, Object> contributions() {
        return object(
                "What became of all contributions.",
                properties(
                        "acknowledged", count("Durable."),
                        "admitted", count("Counted."),
                        "refused", count("Refused for good."),
                        "expired", count("Waited too long."),
                        "pending", count("Wait for a round."),
                        "epochPatterns", count("Raw patterns that count in the running epoch."),
                        "consensusRate", CoreSchemas.share("Admitted of decided.")),
                List.of("acknowledged", "admitted", "refused", "expired", "pending", "epochPatterns"));
    }

    private static Map<String, Object> bank() {
        Map<String, Object> counts = of("object", "Patterns of each.", "additionalProperties", count("How many."));
        return object(
                "What viewers agree on.",
                properties(
                        "version",
                        CoreSchemas.BANK_VERSION,
                        "patterns",
                        count("Patterns of the bank."),
                        "byTaskType",
                        counts,
                        "byAdmission",
                        counts,
                        "byPriority",
                        counts,
                        "meanQuality",
                        CoreSchemas.share("Mean success rate."),
                        "meanSupporters",
                        of("number", "Mean number of viewers behind a pattern.", "minimum", 0)),
                List.of("version", "patterns", "byTaskType", "byAdmission", "byPriority"));
    }

    @Override
    public Scope needs(Map<String, Object> arguments) {
        return Scope.READ;
    }

    @Override
    public Answer call(Arguments arguments, ToolCaller caller, Progress progress) {
        PatternStats p = core.getPatternStats();
        ViewerNetworkStats v = core.getViewerStats();
        Map<String, Object> viewers = new LinkedHashMap<>();
        viewers.put("registered", v.registered());
        viewers.put("maximum", v.maximum());
        viewers.put("suspended", v.suspended());
        viewers.put("removed", v.removed());
        viewers.put("active", v.active());
        viewers.put("known", v.known());
        viewers.put("openCodes", v.openCodes());
        Map<String, Object> found = new LinkedHashMap<>();
        found.put("coordinatorId", p.coordinatorId());
        found.put("viewers", viewers);
        found.put("contributions", contributions(p));
        found.put("bank", bank(p));
        found.put("network", CoreViews.of(v.network()));
        return new Answer(
                found,
                v.registered() + (v.registered() == 1 ? " viewer is registered, " : " viewers are registered, ")
                        + v.active() + " were heard lately. "
                        + p.contributions().acknowledged() + " contributions came, "
                        + p.contributions().pending() + " wait for a round. The bank has " + p.consolidated()
                        + " patterns at version " + p.bank().number() + ".");
    }

    private static Map<String, Object> contributions(PatternStats p) {
        Map<String, Object> found = new LinkedHashMap<>();
        found.put("acknowledged", p.contributions().acknowledged());
        found.put("admitted", p.contributions().decided().admitted());
        found.put("refused", p.contributions().decided().refused());
        found.put("expired", p.contributions().decided().expired());
        found.put("pending", p.contributions().pending());
        found.put("epochPatterns", p.epochPatterns());
        CoreViews.put(found, "consensusRate", p.consensusRate());
        return found;
    }

    private static Map<String, Object> bank(PatternStats p) {
        Map<String, Object> found = new LinkedHashMap<>();
        found.put("version", p.bank().number());
        found.put("patterns", p.consolidated());
        found.put("byTaskType", new TreeMap<>(p.byTaskType()));
        found.put("byAdmission", new TreeMap<>(p.byAdmission()));
        found.put("byPriority", new TreeMap<>(p.byPriority()));
        CoreViews.put(found, "meanQuality", p.meanQuality());
        CoreViews.put(found, "meanSupporters", p.meanSupporters());
        return found;
    }
}
