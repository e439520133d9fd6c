package io.exogenesis.omega.mcp;

import io.modelcontextprotocol.modern.McpSchema.GetPromptResult;
import io.modelcontextprotocol.modern.McpSchema.Prompt;
import io.modelcontextprotocol.modern.McpSchema.PromptMessage;
import io.modelcontextprotocol.modern.McpSchema.Role;
import io.modelcontextprotocol.modern.McpSchema.TextContent;
import io.modelcontextprotocol.modern.server.McpRequestContext;
import io.modelcontextprotocol.modern.server.McpSyncResponse;
import io.modelcontextprotocol.modern.server.feature.McpSyncPrompt;
import io.modelcontextprotocol.modern.server.feature.McpSyncPromptRepository;
import io.modelcontextprotocol.modern.server.feature.PromptsPage;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The prompts as the SDK's classes of the modern era. */
final class ModernPrompts<C> implements McpSyncPromptRepository {
    private final Features<C> features;

    ModernPrompts(Features<C> features) {
        this.features = features;
    }

    @Override
    public PromptsPage list(McpRequestContext context, @Nullable String cursor) {
        return PromptsPage.of(
                features.prompts().stream().map(ModernPrompts::definition).toList());
    }

    @Override
    public @Nullable McpSyncPrompt find(McpRequestContext context, String name) {
        return features.prompt(name)
                .map(prompt -> McpSyncPrompt.of(
                        definition(prompt),
                        (at, request) -> McpSyncResponse.result(GetPromptResult.builder(List.of(PromptMessage.builder(
                                                Role.USER,
                                                TextContent.builder(prompt.text())
                                                        .build())
                                        .build()))
                                .description(prompt.description())
                                .build())))
                .orElse(null);
    }

    private static Prompt definition(McpPrompt prompt) {
        return Prompt.builder(prompt.name())
                .title(prompt.title())
                .description(prompt.description())
                .arguments(List.of())
                .build();
    }
}
