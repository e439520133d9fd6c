package io.exogenesis.omega.viewer.mcp;

import io.modelcontextprotocol.common.McpTransportContext;
import io.modelcontextprotocol.json.McpJsonMapper;
import io.modelcontextprotocol.json.schema.JsonSchemaValidator;
import io.modelcontextprotocol.modern.JsonRpc.JSONRPCRequest;
import io.modelcontextprotocol.modern.McpSchema;
import io.modelcontextprotocol.modern.McpSchema.CallToolOutcome;
import io.modelcontextprotocol.modern.McpSchema.CallToolResult;
import io.modelcontextprotocol.modern.McpSchema.Implementation;
import io.modelcontextprotocol.modern.McpSchema.MetaKeys;
import io.modelcontextprotocol.modern.McpSchema.TextContent;
import io.modelcontextprotocol.modern.McpSchema.Tool;
import io.modelcontextprotocol.modern.server.McpHeaders;
import io.modelcontextprotocol.modern.server.McpRequestContext;
import io.modelcontextprotocol.modern.server.McpServer;
import io.modelcontextprotocol.modern.server.McpSyncResponse;
import io.modelcontextprotocol.modern.server.McpTransportResponse;
import io.modelcontextprotocol.modern.server.RequestStateCodec;
import io.modelcontextprotocol.modern.server.feature.McpChangeFeed;
import io.modelcontextprotocol.modern.server.feature.McpSyncTool;
import io.modelcontextprotocol.modern.server.feature.McpSyncToolRepository;
import io.modelcontextprotocol.modern.server.feature.ToolsFeature;
import io.modelcontextprotocol.modern.server.feature.ToolsPage;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The revisions without a handshake, 2026-07-28: each request names its revision in {@code _meta} and stands for itself. */
final class ModernEra {
    static final String DISCOVER = McpSchema.METHOD_SERVER_DISCOVER;
    static final String LISTEN = McpSchema.METHOD_SUBSCRIPTIONS_LISTEN;

    /** The tools change with a new version of the program only; a host may ask for them once in an hour. */
    private static final Duration FRESH = Duration.ofHours(1);

    /** The tools check what they take themselves, in sentences; what they give is held against its schema by their tests. */
    private static final JsonSchemaValidator UNCHECKED =
            (schema, value) -> JsonSchemaValidator.ValidationResponse.asValid("");

    private final McpServer server;

    ModernEra(McpJsonMapper json, ServerIdentity identity, ToolCalls calls) {
        Repository repository = new Repository(json, calls);
        server = McpServer.builder()
                .jsonMapper(json)
                .serverInfo(Implementation.builder(ServerIdentity.NAME, identity.version())
                        .title(ServerIdentity.TITLE)
                        .build())
                .instructions(ServerIdentity.INSTRUCTIONS)
                .discoverCache(FRESH.toMillis(), McpSchema.CacheScope.PUBLIC)
                .feature(
                        ToolsFeature.ofSync(repository, json, UNCHECKED, FRESH.toMillis(), McpSchema.CacheScope.PUBLIC))
                // the tools never change while the program runs, so a subscription is kept and stays silent
                .subscriptions(new McpChangeFeed())
                .requestStateCodec(new NoState())
                .build();
    }

    /** Whether the request speaks for itself, or tries to: it has one of the members that such a request needs. */
    static boolean speaks(JsonRpcMessage.Request request) {
        Map<String, Object> meta = request.meta();
        return meta.containsKey(MetaKeys.PROTOCOL_VERSION)
                || meta.containsKey(MetaKeys.CLIENT_CAPABILITIES)
                || meta.containsKey(MetaKeys.CLIENT_INFO);
    }

    /** Whether the request is complete as far as the revision goes, so that its parameters can be looked at. */
    static boolean served(JsonRpcMessage.Request request) {
        return McpSchema.LATEST_PROTOCOL_VERSION.equals(request.meta().get(MetaKeys.PROTOCOL_VERSION))
                && request.meta().get(MetaKeys.CLIENT_CAPABILITIES) instanceof Map;
    }

    /** Answers one request: notifications that belong to it, then the response. Blocks; an interrupt ends it. */
    void answer(JsonRpcMessage.Request request, Progress progress, Consumer<Object> out) {
        McpTransportContext context = McpTransportContext.create(
                Map.of(McpHeaders.TRANSPORT_CONTEXT_KEY, McpHeaders.NOT_MIRRORED, LegacyEra.PROGRESS, progress));
        McpTransportResponse response = server.handleBlocking(
                        context, new JSONRPCRequest(request.method(), request.id(), request.params()))
                .block();
        switch (response) {
            case McpTransportResponse.Streaming streaming ->
                streaming.messages().doOnNext(out::accept).blockLast();
            case McpTransportResponse.Result result -> out.accept(result.response());
            case McpTransportResponse.Error error -> out.accept(error.response());
            case null, default -> throw new IllegalStateException("a request was not answered: " + request.method());
        }
    }

    /** Ends the subscriptions. */
    void close() {
        server.closeGracefully();
    }

    /** No tool asks back, so no state of a request is ever handed out, and none that comes is known. */
    private static final class NoState implements RequestStateCodec {
        @Override
        public String seal(McpRequestContext context, String state) {
            throw new IllegalStateException("no tool asks back");
        }

        @Override
        public @Nullable String open(McpRequestContext context, String sealed) {
            return null;
        }
    }

    /** The tools as the SDK's classes of this era, whose JSON is the same. */
    private static final class Repository implements McpSyncToolRepository {
        private final List<McpSyncTool> tools;

        Repository(McpJsonMapper json, ToolCalls calls) {
            tools = calls.descriptions().stream()
                    .map(tool -> McpSyncTool.of(
                            json.convertValue(tool, Tool.class), (context, request) -> called(calls, context, request)))
                    .toList();
        }

        private static McpSyncResponse<CallToolOutcome> called(
                ToolCalls calls, McpRequestContext context, McpSchema.CallToolRequest request) {
            Progress progress = context.transportContext().get(LegacyEra.PROGRESS) instanceof Progress wanted
                    ? wanted
                    : Progress.NONE;
            ToolCalls.Outcome outcome = calls.call(request.name(), request.arguments(), progress);
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
}
