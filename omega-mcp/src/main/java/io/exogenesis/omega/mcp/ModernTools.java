package io.exogenesis.omega.mcp;

import io.modelcontextprotocol.json.McpJsonMapper;
import io.modelcontextprotocol.modern.McpSchema.CallToolOutcome;
import io.modelcontextprotocol.modern.McpSchema.CallToolRequest;
import io.modelcontextprotocol.modern.McpSchema.CallToolResult;
import io.modelcontextprotocol.modern.McpSchema.TextContent;
import io.modelcontextprotocol.modern.McpSchema.Tool;
import io.modelcontextprotocol.modern.server.McpRequestContext;
import io.modelcontextprotocol.modern.server.McpSyncResponse;
import io.modelcontextprotocol.modern.server.feature.McpSyncTool;
import io.modelcontextprotocol.modern.server.feature.McpSyncToolRepository;
import io.modelcontextprotocol.modern.server.feature.ToolsPage;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The tools as the SDK's classes of the modern era, whose JSON is the same. */
final class ModernTools<C> implements McpSyncToolRepository {
    private final ToolCalls<C> calls;
    private final List<McpSyncTool> tools;

    ModernTools(McpJsonMapper json, ToolCalls<C> calls) {
        this.calls = calls;
        tools = calls.descriptions().stream()
                .map(tool -> McpSyncTool.of(json.convertValue(tool, Tool.class), this::called))
                .toList();
    }

    private McpSyncResponse<CallToolOutcome> called(McpRequestContext context, CallToolRequest request) {
        ToolCalls.Outcome outcome = calls.call(request.name(), request.arguments(), ModernEra.call(context));
        CallToolResult.Builder result = CallToolResult.builder()
                .addContent(TextContent.builder(outcome.text()).build())
                .isError(outcome.error());
        if (outcome.structured() != null) {
            result.structuredContent(outcome.structured());
        }
        return McpSyncResponse.result(result.build());
    }

    @Override
    public ToolsPage list(McpRequestContext context, @Nullable String cursor) {
        return ToolsPage.of(tools.stream().map(McpSyncTool::definition).toList());
    }

    @Override
    public @Nullable McpSyncTool find(McpRequestContext context, String name) {
        return tools.stream()
                .filter(tool -> tool.definition().name().equals(name))
                .findFirst()
                .orElse(null);
    }
}
