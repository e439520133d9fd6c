package io.exogenesis.omega.mcp;

import io.modelcontextprotocol.modern.McpException;
import io.modelcontextprotocol.modern.McpSchema.CacheScope;
import io.modelcontextprotocol.modern.McpSchema.ReadResourceOutcome;
import io.modelcontextprotocol.modern.McpSchema.ReadResourceRequest;
import io.modelcontextprotocol.modern.McpSchema.ReadResourceResult;
import io.modelcontextprotocol.modern.McpSchema.Resource;
import io.modelcontextprotocol.modern.McpSchema.ResourceTemplate;
import io.modelcontextprotocol.modern.McpSchema.TextResourceContents;
import io.modelcontextprotocol.modern.server.McpRequestContext;
import io.modelcontextprotocol.modern.server.McpSyncResponse;
import io.modelcontextprotocol.modern.server.feature.McpSyncResource;
import io.modelcontextprotocol.modern.server.feature.McpSyncResourceRepository;
import io.modelcontextprotocol.modern.server.feature.ResourceTemplatesPage;
import io.modelcontextprotocol.modern.server.feature.ResourcesPage;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The resources as the SDK's classes of the modern era. */
final class ModernResources<C> implements McpSyncResourceRepository {
    private final Features<C> features;

    ModernResources(Features<C> features) {
        this.features = features;
    }

    @Override
    public ResourcesPage list(McpRequestContext context, @Nullable String cursor) {
        return ResourcesPage.of(features.resources().stream()
                .filter(r -> !r.isTemplate())
                .map(r -> Resource.builder(r.uri(), r.name())
                        .title(r.title())
                        .description(r.description())
                        .mimeType(r.mimeType())
                        .build())
                .toList());
    }

    @Override
    public ResourceTemplatesPage listTemplates(McpRequestContext context, @Nullable String cursor) {
        return ResourceTemplatesPage.of(features.resources().stream()
                .filter(McpResource::isTemplate)
                .map(r -> ResourceTemplate.builder(r.uri(), r.name())
                        .title(r.title())
                        .description(r.description())
                        .mimeType(r.mimeType())
                        .build())
                .toList());
    }

    @Override
    public @Nullable McpSyncResource find(McpRequestContext context, String uri) {
        return features.resource(uri)
                .map(resource -> McpSyncResource.of((at, request) -> read(resource, at, request)))
                .orElse(null);
    }

    /** What is read changes at any time and may be the caller's alone: nobody keeps it. */
    private McpSyncResponse<ReadResourceOutcome> read(
            McpResource<C> resource, McpRequestContext context, ReadResourceRequest request) {
        try {
            Call<C> call = ModernEra.call(context);
            String text = resource.read(request.uri(), call.context());
            return McpSyncResponse.result(
                    ReadResourceResult.builder(List.of(TextResourceContents.builder(request.uri(), text)
                                    .mimeType(resource.mimeType())
                                    .build()))
                            .ttlMs(0)
                            .cacheScope(CacheScope.PRIVATE)
                            .build());
        } catch (ToolProblem e) {
            throw McpException.invalidParams(String.valueOf(e.getMessage()));
        }
    }
}
