package io.exogenesis.omega.viewer.mcp;

import io.modelcontextprotocol.spec.McpSchema.Tool;
import java.util.Map;
import java.util.Set;

/** One tool: what it is called, what it takes and gives, and its work. */
interface ViewerTool {
    /** Name, schemas, annotations. */
    Tool description();

    /**
     * Does it.
     *
     * @throws ToolProblem if the arguments are wrong or something is missing, in one sentence
     */
    Answer call(Arguments arguments, ToolAgent agent) throws InterruptedException;

    /** Does it, and tells how far it is, if it takes long. */
    default Answer call(Arguments arguments, ToolAgent agent, Progress progress) throws InterruptedException {
        return call(arguments, agent);
    }

    /** The names of the arguments, from the input schema. */
    default Set<String> takes() {
        return description().inputSchema().get("properties") instanceof Map<?, ?> properties
                ? Set.copyOf(properties.keySet().stream().map(String::valueOf).toList())
                : Set.of();
    }
}
