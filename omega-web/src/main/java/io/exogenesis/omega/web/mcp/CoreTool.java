package io.exogenesis.omega.web.mcp;

import io.exogenesis.omega.core.identity.Scope;
import io.exogenesis.omega.mcp.McpTool;
import java.util.Map;

/** A tool of the Core. */
interface CoreTool extends McpTool<ToolCaller> {
    /** What a token must allow for a call with these arguments, which nobody has checked yet. */
    Scope needs(Map<String, Object> arguments);
}
