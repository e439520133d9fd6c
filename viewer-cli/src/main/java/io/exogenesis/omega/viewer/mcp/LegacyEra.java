package io.exogenesis.omega.viewer.mcp;

import io.modelcontextprotocol.common.McpTransportContext;
import io.modelcontextprotocol.json.McpJsonMapper;
import io.modelcontextprotocol.server.McpServer;
import io.modelcontextprotocol.server.McpStatelessServerFeatures.SyncToolSpecification;
import io.modelcontextprotocol.server.McpStatelessServerHandler;
import io.modelcontextprotocol.server.McpStatelessSyncServer;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.Implementation;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCResponse;
import io.modelcontextprotocol.spec.McpSchema.ServerCapabilities;
import io.modelcontextprotocol.spec.McpSchema.TextContent;
import io.modelcontextprotocol.spec.McpSchema.Tool;
import io.modelcontextprotocol.spec.McpStatelessServerTransport;
import io.modelcontextprotocol.spec.ProtocolVersions;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * The revisions that begin with {@code initialize}: 2024-11-05 to 2025-11-25. The SDK's stateless server answers one request
 * after the other; the session, which is no more than the revision agreed on, is the dispatcher's.
 */
final class LegacyEra {
    /** Oldest first: the SDK offers the last to a client that asks for another. */
    static final List<String> REVISIONS = List.of(
            ProtocolVersions.MCP_2024_11_05,
            ProtocolVersions.MCP_2025_03_26,
            ProtocolVersions.MCP_2025_06_18,
            ProtocolVersions.MCP_2025_11_25);

    /** The one revision with JSON-RPC batches: it brought them, and the next one removed them. */
    static final String BATCHES = ProtocolVersions.MCP_2025_03_26;

    /** Under this name the context of a request carries where its progress goes. */
    static final String PROGRESS = "io.exogenesis.omega/progress";

    /** The SDK takes no whole number beyond 64 bits as an id; it gets this one, and the answer the client's. */
    private static final int ANY_ID = 0;

    private static final Set<String> METHODS = Set.of(
            McpSchema.METHOD_INITIALIZE,
            McpSchema.METHOD_PING,
            McpSchema.METHOD_TOOLS_LIST,
            McpSchema.METHOD_TOOLS_CALL);

    private final ToolCalls calls;
    private final Captured captured = new Captured();
    private final McpStatelessSyncServer server;

    LegacyEra(McpJsonMapper json, ServerIdentity identity, ToolCalls calls) {
        this.calls = calls;
        this.server = McpServer.sync(captured)
                .jsonMapper(json)
                .serverInfo(Implementation.builder(ServerIdentity.NAME, identity.version())
                        .title(ServerIdentity.TITLE)
                        .build())
                .instructions(ServerIdentity.INSTRUCTIONS)
                .capabilities(ServerCapabilities.builder().tools(false).build())
                // the tools check their arguments themselves, in sentences
                .validateToolInputs(false)
                // the transport gives each call its thread
                .immediateExecution(true)
                .tools(calls.descriptions().stream().map(this::specification).toList())
                .build();
    }

    static boolean has(String method) {
        return METHODS.contains(method);
    }

    private SyncToolSpecification specification(Tool tool) {
        return SyncToolSpecification.builder()
                .tool(tool)
                .callHandler((context, request) -> {
                    Progress progress = context.get(PROGRESS) instanceof Progress wanted ? wanted : Progress.NONE;
                    return result(calls.call(request.name(), request.arguments(), progress));
                })
                .build();
    }

    private static CallToolResult result(ToolCalls.Outcome outcome) {
        CallToolResult.Builder result =
                CallToolResult.builder(List.of(new TextContent(outcome.text()))).isError(outcome.error());
        if (outcome.structured() != null) {
            result.structuredContent(outcome.structured());
        }
        return result.build();
    }

    /** Why these are no parameters of {@code initialize}; null if they are. */
    static @Nullable String problemOfInitialize(Map<String, Object> params) {
        boolean whole = params.get("protocolVersion") instanceof String
                && params.get("capabilities") instanceof Map
                && params.get("clientInfo") instanceof Map<?, ?> client
                && client.get("name") instanceof String
                && client.get("version") instanceof String;
        return whole
                ? null
                : "initialize takes protocolVersion (a text), capabilities (an object) and clientInfo (an object with the"
                        + " texts name and version)";
    }

    /** The revision that an {@code initialize} is answered with. */
    static String agreed(Map<String, Object> params) {
        return params.get("protocolVersion") instanceof String asked && REVISIONS.contains(asked)
                ? asked
                : REVISIONS.getLast();
    }

    /** Answers one request whose method and parameters are known to be right. Blocks until it is done. */
    JSONRPCResponse answer(JsonRpcMessage.Request request, Progress progress) {
        McpTransportContext context = McpTransportContext.create(Map.of(PROGRESS, progress));
        JSONRPCResponse response = captured.handler()
                .handleRequest(context, new McpSchema.JSONRPCRequest(request.method(), ANY_ID, request.params()))
                .block();
        if (response == null) {
            throw new IllegalStateException("a request was not answered: " + request.method());
        }
        return response;
    }

    void close() {
        server.close();
    }

    /** The SDK's side of a transport that only hands requests over. */
    private static final class Captured implements McpStatelessServerTransport {
        private @Nullable McpStatelessServerHandler handler;

        @Override
        public void setMcpHandler(McpStatelessServerHandler made) {
            handler = made;
        }

        McpStatelessServerHandler handler() {
            McpStatelessServerHandler now = handler;
            if (now == null) {
                throw new IllegalStateException("the server was not built over this transport");
            }
            return now;
        }

        @Override
        public List<String> protocolVersions() {
            return REVISIONS;
        }

        @Override
        public Mono<Void> closeGracefully() {
            return Mono.empty();
        }
    }
}
