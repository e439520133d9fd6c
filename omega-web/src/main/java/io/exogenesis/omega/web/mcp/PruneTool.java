package io.exogenesis.omega.web.mcp;

import static io.exogenesis.omega.mcp.Schemas.count;
import static io.exogenesis.omega.mcp.Schemas.flag;
import static io.exogenesis.omega.mcp.Schemas.list;
import static io.exogenesis.omega.mcp.Schemas.number;
import static io.exogenesis.omega.mcp.Schemas.object;
import static io.exogenesis.omega.mcp.Schemas.properties;
import static io.exogenesis.omega.mcp.Schemas.text;
import static io.exogenesis.omega.mcp.Schemas.whole;

import io.exogenesis.omega.core.defence.PatternModeration;
import io.exogenesis.omega.core.defence.PatternPruning;
import io.exogenesis.omega.core.defence.PruneReport;
import io.exogenesis.omega.core.defence.PruneRequest;
import io.exogenesis.omega.core.identity.Scope;
import io.exogenesis.omega.mcp.Annotations;
import io.exogenesis.omega.mcp.Answer;
import io.exogenesis.omega.mcp.Arguments;
import io.exogenesis.omega.mcp.Progress;
import io.exogenesis.omega.mcp.ToolProblem;
import io.exogenesis.omega.mcp.UntrustedText;
import io.modelcontextprotocol.spec.McpSchema.Tool;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/** {@code omega_prune(minQuality?, maxAge?, limit?, dryRun?)}: takes poor or old patterns out of the bank. */
@Singleton
class PruneTool implements CoreTool {
    private static final String TITLE = "Take poor patterns out of the bank";
    /** Patterns at once, unless the caller says otherwise: what a person can look through before. */
    private static final int LIMIT = 100;

    private static final int LONGEST_DURATION = 40;

    private final PatternPruning pruning;

    @Inject
    PruneTool(PatternPruning pruning) {
        this.pruning = pruning;
    }

    @Override
    public Tool description() {
        return Tool.builder()
                .name("omega_prune")
                .title(TITLE)
                .description(
                        "Finds patterns of the bank whose quality is below minQuality or that are older than maxAge; at"
                                + " least one of the two is needed. With dryRun, the default, it only says which. With dryRun false"
                                + " they leave the bank with the next round, for all viewers, which cannot be undone: show the dry"
                                + " run to a person first. Pinned patterns stay.")
                .inputSchema(object(
                        properties(
                                "minQuality", number("Success rate below which a pattern goes, for example 0.4.", 0, 1),
                                "maxAge",
                                        text(
                                                "Time in the bank after which a pattern goes, a duration of ISO 8601, for"
                                                        + " example \"P90D\".",
                                                "maxLength",
                                                LONGEST_DURATION),
                                "limit",
                                        whole(
                                                "Patterns at once; the worst first.",
                                                1,
                                                PatternModeration.MAX_REMOVALS,
                                                "default",
                                                Math.min(LIMIT, PatternModeration.MAX_REMOVALS)),
                                "dryRun", flag("Only say which.", "default", true)),
                        List.of()))
                .outputSchema(object(
                        properties(
                                "dryRun", flag("Whether nothing was done."),
                                "matching", count("Patterns for which a criterion holds, pinned ones aside."),
                                "pinned", count("Patterns for which one holds and that stay."),
                                "pruned",
                                        list(
                                                "Those that go, the worst first.",
                                                object(
                                                        properties(
                                                                "patternId", text("Its id."),
                                                                "genres", list("Data from viewers.", text("A genre.")),
                                                                "successRate", CoreSchemas.share("Its quality."),
                                                                "supporters", count("Viewers behind it."),
                                                                "since", text("In the bank since, ISO 8601."),
                                                                "reasons", list("Which criteria hold.", text("One."))),
                                                        List.of(
                                                                "patternId",
                                                                "genres",
                                                                "successRate",
                                                                "supporters",
                                                                "reasons")))),
                        List.of("dryRun", "matching", "pinned", "pruned")))
                .annotations(Annotations.removes(TITLE))
                .build();
    }

    /** Only the word {@code false} itself makes it more than a look. */
    @Override
    public Scope needs(Map<String, Object> arguments) {
        return Boolean.FALSE.equals(arguments.get("dryRun")) ? Scope.PRUNE : Scope.READ;
    }

    @Override
    public Answer call(Arguments arguments, ToolCaller caller, Progress progress) {
        boolean dryRun = !arguments.has("dryRun") || arguments.flag("dryRun");
        PruneRequest request = new PruneRequest(
                arguments.number("minQuality", 0, 1),
                arguments.text("maxAge", LONGEST_DURATION).map(PruneTool::duration),
                OptionalInt.empty(),
                OptionalInt.empty(),
                arguments
                        .whole("limit", 1, PatternModeration.MAX_REMOVALS)
                        .orElse(Math.min(LIMIT, PatternModeration.MAX_REMOVALS)));
        PruneReport report = dryRun ? pruning.dryRun(request) : pruning.prune(request, "over MCP", caller.operator());
        Map<String, Object> found = new LinkedHashMap<>();
        found.put("dryRun", report.dryRun());
        found.put("matching", report.matching());
        found.put("pinned", report.pinned());
        found.put("pruned", report.pruned().stream().map(PruneTool::view).toList());
        return new Answer(found, rendered(report));
    }

    private static Duration duration(String text) {
        try {
            return Duration.parse(text);
        } catch (DateTimeException e) {
            throw new ToolProblem(
                    "maxAge is a duration such as \"P90D\" or \"PT12H\", not " + UntrustedText.echo(text) + ".");
        }
    }

    private static Map<String, Object> view(PruneReport.Candidate candidate) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("patternId", candidate.pattern().id().value());
        row.put("genres", candidate.pattern().context().genres());
        row.put("successRate", candidate.pattern().successRate());
        row.put("supporters", candidate.pattern().supporters());
        candidate.since().ifPresent(at -> row.put("since", at.toString()));
        row.put("reasons", candidate.reasons());
        return row;
    }

    private static String rendered(PruneReport report) {
        StringBuilder text = new StringBuilder(
                report.dryRun()
                        ? "A dry run: " + report.matching() + " patterns match, "
                                + report.pruned().size() + " of them would go; " + report.pinned()
                                + " are pinned and stay."
                        : report.pruned().size() + " of " + report.matching()
                                + " matching patterns leave the bank with the next round; " + report.pinned()
                                + " are pinned and stay.");
        if (!report.pruned().isEmpty()) {
            text.append('\n').append(UntrustedText.NOTICE);
        }
        report.pruned()
                .forEach(c -> text.append("\n- ")
                        .append(UntrustedText.quoted(c.pattern().id().value()))
                        .append(": quality ")
                        .append(c.pattern().successRate())
                        .append(", ")
                        .append(c.pattern().supporters())
                        .append(" viewers, genres ")
                        .append(CoreViews.quoted(
                                List.copyOf(c.pattern().context().genres()))));
        return text.toString();
    }
}
