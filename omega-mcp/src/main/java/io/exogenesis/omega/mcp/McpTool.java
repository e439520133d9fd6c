package io.exogenesis.omega.mcp;

import io.modelcontextprotocol.spec.McpSchema.Tool;
import java.util.Map;
import java.util.Set;

/**
 * One tool: what it is called, what it takes and gives, and its work.
 *
 * @param <C> what a call works on or for: the viewer's agent, the Core's caller
 */
public interface McpTool<C> {
    /** Name, schemas, annotations. */
    Tool description();

    /**
     * Does it.
     *
     * @param progress told how far it is, if it takes long
     * @throws ToolProblem if the arguments are wrong or something is missing, in one sentence
     * @throws InterruptedException if the call was cancelled
     */
    Answer call(Arguments arguments, C context, Progress progress) throws InterruptedException;

    /** The names of the arguments, from the input schema. */
    default Set<String> takes() {
        return description().inputSchema().get("properties") instanceof Map<?, ?> properties
                ? Set.copyOf(properties.keySet().stream().map(String::valueOf).toList())
                : Set.of();
    }
}
