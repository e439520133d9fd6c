package io.exogenesis.omega.web.mcp;

import static io.exogenesis.omega.mcp.Schemas.object;
import static io.exogenesis.omega.mcp.Schemas.properties;
import static io.exogenesis.omega.mcp.Schemas.text;

import io.exogenesis.omega.core.api.ConsensusResult;
import io.exogenesis.omega.core.api.OmegaCore;
import io.exogenesis.omega.core.identity.Scope;
import io.exogenesis.omega.mcp.Annotations;
import io.exogenesis.omega.mcp.Answer;
import io.exogenesis.omega.mcp.Arguments;
import io.exogenesis.omega.mcp.Progress;
import io.exogenesis.omega.mcp.UntrustedText;
import io.exogenesis.omega.model.PatternId;
import io.modelcontextprotocol.spec.McpSchema.Tool;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;

/** {@code omega_consensus(patternId?)}: a dry run of a round, over one pattern of the bank or all that came in. */
@Singleton
class ConsensusTool implements CoreTool {
    /** Groups of an answer: what a model can read. */
    private static final int MOST_GROUPS = 50;

    private static final String TITLE = "What a round would decide";

    private final OmegaCore core;

    @Inject
    ConsensusTool(OmegaCore core) {
        this.core = core;
    }

    @Override
    public Tool description() {
        return Tool.builder()
                .name("omega_consensus")
                .title(TITLE)
                .description(
                        "A dry run: what a round would decide now about a pattern of the bank, or without patternId about"
                                + " all that came in since the last round, with votes and reason. Changes nothing. The "
                                + MOST_GROUPS + " largest groups are listed.")
                .inputSchema(object(
                        properties(
                                "patternId",
                                text(
                                        "Id of a pattern of the bank; all that came in if absent.",
                                        "maxLength",
                                        PatternId.MAX_BYTES)),
                        List.of()))
                .outputSchema(object(CoreSchemas.CONSENSUS, List.copyOf(CoreSchemas.CONSENSUS.keySet())))
                .annotations(Annotations.reads(TITLE))
                .build();
    }

    @Override
    public Scope needs(Map<String, Object> arguments) {
        return Scope.READ;
    }

    @Override
    public Answer call(Arguments arguments, ToolCaller caller, Progress progress) {
        ConsensusResult result = arguments
                .text("patternId", PatternId.MAX_BYTES)
                .map(id -> core.reachConsensus(new PatternId(id)))
                .orElseGet(core::reachConsensus);
        return new Answer(CoreViews.of(result, MOST_GROUPS), rendered(result));
    }

    private static String rendered(ConsensusResult result) {
        long admitted =
                result.groups().stream().filter(ConsensusResult.Group::admitted).count();
        StringBuilder text = new StringBuilder((result.basis() == ConsensusResult.Basis.COMMITTED
                        ? "Nothing came in since the last round; it decided: "
                        : "")
                + admitted + " of " + result.groups().size() + " groups are in the bank afterwards ("
                + result.patterns() + " patterns looked at; a group needs "
                + result.terms().minVoters() + " viewers).");
        if (!result.groups().isEmpty()) {
            text.append('\n').append(UntrustedText.NOTICE);
        }
        result.groups().stream()
                .limit(MOST_GROUPS)
                .forEach(group -> text.append("\n- ")
                        .append(group.decision().supporters())
                        .append(" viewers, ")
                        .append(group.decision().outcome())
                        .append(": ")
                        .append(UntrustedText.quoted(group.decision().reason()))
                        .append("; genres ")
                        .append(CoreViews.quoted(group.decision().genres())));
        return text.toString();
    }
}
