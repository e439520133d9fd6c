package io.exogenesis.omega.web.mcp;

import static io.exogenesis.omega.mcp.Schemas.count;
import static io.exogenesis.omega.mcp.Schemas.list;
import static io.exogenesis.omega.mcp.Schemas.object;
import static io.exogenesis.omega.mcp.Schemas.of;
import static io.exogenesis.omega.mcp.Schemas.oneOf;
import static io.exogenesis.omega.mcp.Schemas.properties;
import static io.exogenesis.omega.mcp.Schemas.text;

import io.exogenesis.omega.core.api.DistributionReport;
import io.exogenesis.omega.core.api.OmegaCore;
import io.exogenesis.omega.core.identity.Scope;
import io.exogenesis.omega.mcp.Annotations;
import io.exogenesis.omega.mcp.Answer;
import io.exogenesis.omega.mcp.Arguments;
import io.exogenesis.omega.mcp.Progress;
import io.exogenesis.omega.model.Priority;
import io.exogenesis.omega.model.ViewerId;
import io.modelcontextprotocol.spec.McpSchema.Tool;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** {@code omega_distribute(viewerIds?, priority?)}: tells viewers that it is time to fetch the bank. */
@Singleton
class DistributeTool implements CoreTool {
    private static final String TITLE = "Tell viewers to fetch the bank";
    private static final int MOST_VIEWERS = 1_000;
    private static final List<String> PRIORITIES = Arrays.stream(Priority.values())
            .map(p -> p.name().toLowerCase(Locale.ROOT))
            .toList();

    private final OmegaCore core;

    @Inject
    DistributeTool(OmegaCore core) {
        this.core = core;
    }

    @Override
    public Tool description() {
        return Tool.builder()
                .name("omega_distribute")
                .title(TITLE)
                .description(
                        "Tells viewers that it is time to sync. Those with an open event stream hear it at once; the"
                                + " others fetch what they lack at their next sync in any case. Says how many are behind.")
                .inputSchema(object(
                        properties(
                                "viewerIds",
                                list(
                                        "Whom to tell; all if absent.",
                                        text("A viewer's id.", "maxLength", ViewerId.MAX_LENGTH),
                                        "maxItems",
                                        MOST_VIEWERS),
                                "priority",
                                of(
                                        "string",
                                        "Only changes of at least this priority count; low: every change.",
                                        "enum",
                                        PRIORITIES,
                                        "default",
                                        "low")),
                        List.of()))
                .outputSchema(object(
                        properties(
                                "coordinatorId", CoreSchemas.COORDINATOR,
                                "bankVersion", CoreSchemas.BANK_VERSION,
                                "priority",
                                        oneOf(
                                                "That was asked for.",
                                                Arrays.stream(Priority.values())
                                                        .map(Enum::name)
                                                        .toList()),
                                "addressed", count("Viewers that were to be told."),
                                "listening", count("Of these, told at once."),
                                "current", count("Of these, that have it already."),
                                "behind",
                                        list(
                                                "Of these, that have an earlier version.",
                                                object(
                                                        properties(
                                                                "version",
                                                                        of(
                                                                                "integer",
                                                                                "That they have; -1: of another bank."),
                                                                "viewers", count("How many.")),
                                                        List.of("version", "viewers"))),
                                "unknown", count("Of these, whose version the Core does not know.")),
                        List.of(
                                "coordinatorId",
                                "bankVersion",
                                "addressed",
                                "listening",
                                "current",
                                "behind",
                                "unknown")))
                .annotations(Annotations.adds(TITLE, true, true))
                .build();
    }

    @Override
    public Scope needs(Map<String, Object> arguments) {
        return Scope.OPERATE;
    }

    @Override
    public Answer call(Arguments arguments, ToolCaller caller, Progress progress) {
        Set<ViewerId> viewers = arguments.texts("viewerIds", MOST_VIEWERS, ViewerId.MAX_LENGTH).stream()
                .map(ViewerId::new)
                .collect(Collectors.toSet());
        Priority least = arguments
                .oneOf("priority", PRIORITIES)
                .map(p -> Priority.valueOf(p.toUpperCase(Locale.ROOT)))
                .orElse(Priority.LOW);
        DistributionReport report = core.distributeToViewers(viewers, least, "over MCP", caller.operator());
        return new Answer(
                CoreViews.of(report),
                "Of " + report.addressed() + " viewers " + report.listening() + " were told at once; "
                        + report.current()
                        + " have version " + report.version().number() + " or what matters of it, " + report.unknown()
                        + " were not heard since the start. All fetch what they lack at their next sync.");
    }
}
