package io.exogenesis.omega.viewer.mcp;

import io.exogenesis.omega.mcp.Answer;
import io.exogenesis.omega.mcp.Arguments;
import io.exogenesis.omega.mcp.McpTool;
import io.exogenesis.omega.mcp.Progress;

/** A tool of the viewer's agent. Most of them are over before anybody could be told how far they are. */
interface ViewerTool extends McpTool<ToolAgent> {
    /** Does it. */
    Answer call(Arguments arguments, ToolAgent agent) throws InterruptedException;

    @Override
    default Answer call(Arguments arguments, ToolAgent agent, Progress progress) throws InterruptedException {
        return call(arguments, agent);
    }
}
