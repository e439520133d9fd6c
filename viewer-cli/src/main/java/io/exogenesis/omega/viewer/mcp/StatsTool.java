package io.exogenesis.omega.viewer.mcp;

import static io.exogenesis.omega.mcp.Schemas.count;
import static io.exogenesis.omega.mcp.Schemas.list;
import static io.exogenesis.omega.mcp.Schemas.object;
import static io.exogenesis.omega.mcp.Schemas.oneOf;
import static io.exogenesis.omega.mcp.Schemas.properties;
import static io.exogenesis.omega.mcp.Schemas.text;

import io.exogenesis.omega.mcp.Annotations;
import io.exogenesis.omega.mcp.Answer;
import io.exogenesis.omega.mcp.Arguments;
import io.exogenesis.omega.mcp.UntrustedText;
import io.exogenesis.omega.model.Consents;
import io.exogenesis.omega.viewer.KindsInWords;
import io.exogenesis.omega.viewer.Ledger;
import io.exogenesis.omega.viewer.ViewerAgent;
import io.exogenesis.omega.viewer.ViewerStats;
import io.modelcontextprotocol.spec.McpSchema.Tool;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code viewer_stats}: the agent in numbers. */
final class StatsTool implements ViewerTool {
    private static final Map<String, Map<String, Object>> FIELDS = properties(
            "viewerId", text("Whose memory it is."),
            "embedder", text("The embedding model and whether it is loaded."),
            "events", count("What was tracked so far."),
            "titles", count("Titles in the history."),
            "episodes", count("Episodes remembered."),
            "localPatterns", count("Patterns learned on this device."),
            "localPatternsByKind",
                    object(
                            properties(
                                    "preference", count("Of what the viewer likes."),
                                    "recommendation", count("Of which way of recommending works."),
                                    "discovery", count("Of what searches and explored places brought."),
                                    "behavior", count("Of when and how the viewer watches.")),
                            List.of("preference", "recommendation", "discovery", "behavior")),
            "bankPatterns", count("Patterns that viewers share, kept here."),
            "bankVersion", count("Version of the shared patterns, 0 for none."),
            "itemModelVersion", count("Version of the Core's item model, 0 for none."),
            "catalogueVersion", count("Version of the Core's catalogue, 0 for none of a Core."),
            "catalogueItems", count("Titles that can be recommended."),
            "consents", list("What the owner agreed may leave.", oneOf(InitTool.CONSENT, Consents.NAMES)),
            "outbox", count("Contributions that wait to leave."),
            "acknowledged", count("Contributions durable at the Core."),
            "refused", count("Contributions that the Core refused."),
            "transport", text("Of the last sync: quic, https, or none."),
            "endpoint", text("Of the Core, the one that answered last; the preferred one before that, or none."),
            "exchanges", count("With the Core since the start."),
            "hedged", count("Of these, asked once more because the answer was late."),
            "failOvers", count("How often a less preferred endpoint took over."),
            "journalBytes", count("The memory on disk."),
            "tornBytesRecovered", count("Cut off at the last start because a write had not been finished."));

    private static final Tool TOOL = Tool.builder()
            .name("viewer_stats")
            .title("The agent in numbers")
            .description(
                    "What the agent knows, in numbers: events, titles, patterns, catalogue, consents, what waits to leave."
                            + " Changes nothing.")
            .inputSchema(object(Map.of(), List.of()))
            .outputSchema(object(FIELDS, List.copyOf(FIELDS.keySet())))
            .annotations(Annotations.reads("The agent in numbers"))
            .build();

    @Override
    public Tool description() {
        return TOOL;
    }

    @Override
    public Answer call(Arguments arguments, ToolAgent holder) {
        ViewerAgent agent = holder.agent();
        Map<String, Object> found = structured(agent);
        StringBuilder text = new StringBuilder("The agent in numbers:");
        found.forEach((name, value) -> text.append("\n- ")
                .append(name)
                .append(": ")
                .append(value instanceof String s ? UntrustedText.quoted(s) : value));
        return new Answer(found, text.toString());
    }

    private static Map<String, Object> structured(ViewerAgent agent) {
        ViewerStats stats = agent.stats();
        Ledger ledger = agent.ledger();
        Map<String, Object> found = new LinkedHashMap<>();
        found.put("viewerId", stats.viewerId().value());
        found.put("embedder", stats.embedder());
        found.put("events", stats.memory().events());
        found.put("titles", stats.memory().titles());
        found.put("episodes", stats.memory().episodes());
        found.put("localPatterns", stats.memory().localPatterns());
        found.put("localPatternsByKind", KindsInWords.counts(agent.patterns()));
        found.put("bankPatterns", stats.memory().bankPatterns());
        found.put("bankVersion", stats.sync().bank().number());
        found.put("itemModelVersion", stats.models().itemModelVersion());
        found.put("catalogueVersion", stats.models().catalogueVersion());
        found.put("catalogueItems", stats.models().catalogueItems());
        found.put("consents", stats.consents().given());
        found.put("outbox", stats.sync().outbox());
        found.put("acknowledged", ledger.acknowledged());
        found.put("refused", ledger.refused());
        found.put("transport", stats.sync().transport());
        found.put("endpoint", stats.endpoints().inUse());
        found.put("exchanges", stats.endpoints().exchanges());
        found.put("hedged", stats.endpoints().hedged());
        found.put("failOvers", stats.endpoints().failOvers());
        found.put("journalBytes", stats.disk().journalBytes());
        found.put("tornBytesRecovered", stats.disk().tornBytesRecovered());
        return found;
    }
}
