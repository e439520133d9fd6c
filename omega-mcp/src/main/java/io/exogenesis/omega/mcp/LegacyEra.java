package io.exogenesis.omega.mcp;

import io.modelcontextprotocol.common.McpTransportContext;
import io.modelcontextprotocol.json.McpJsonMapper;
import io.modelcontextprotocol.server.McpServer;
import io.modelcontextprotocol.server.McpServer.StatelessSyncSpecification;
import io.modelcontextprotocol.server.McpStatelessServerFeatures.SyncPromptSpecification;
import io.modelcontextprotocol.server.McpStatelessServerFeatures.SyncResourceSpecification;
import io.modelcontextprotocol.server.McpStatelessServerFeatures.SyncResourceTemplateSpecification;
import io.modelcontextprotocol.server.McpStatelessServerFeatures.SyncToolSpecification;
import io.modelcontextprotocol.server.McpStatelessServerHandler;
import io.modelcontextprotocol.server.McpStatelessSyncServer;
import io.modelcontextprotocol.spec.McpError;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.ErrorCodes;
import io.modelcontextprotocol.spec.McpSchema.GetPromptResult;
import io.modelcontextprotocol.spec.McpSchema.Implementation;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCResponse;
import io.modelcontextprotocol.spec.McpSchema.PromptMessage;
import io.modelcontextprotocol.spec.McpSchema.ReadResourceResult;
import io.modelcontextprotocol.spec.McpSchema.Role;
import io.modelcontextprotocol.spec.McpSchema.ServerCapabilities;
import io.modelcontextprotocol.spec.McpSchema.TextContent;
import io.modelcontextprotocol.spec.McpSchema.TextResourceContents;
import io.modelcontextprotocol.spec.McpSchema.Tool;
import io.modelcontextprotocol.spec.McpStatelessServerTransport;
import io.modelcontextprotocol.spec.ProtocolVersions;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * The revisions that begin with {@code initialize}: 2024-11-05 to 2025-11-25. The SDK's stateless server answers one request
 * after the other; the session, if there is one, is the caller's.
 *
 * @param <C> of the tools
 */
public final class LegacyEra<C> {
    /** Oldest first: the SDK offers the last to a client that asks for another. */
    public static final List<String> REVISIONS = List.of(
            ProtocolVersions.MCP_2024_11_05,
            ProtocolVersions.MCP_2025_03_26,
            ProtocolVersions.MCP_2025_06_18,
            ProtocolVersions.MCP_2025_11_25);

    /** The one revision with JSON-RPC batches: it brought them, and the next one removed them. */
    public static final String BATCHES = ProtocolVersions.MCP_2025_03_26;

    /** The SDK takes no whole number beyond 64 bits as an id; it gets this one, and the answer the client's. */
    private static final int ANY_ID = 0;

    private final Features<C> features;
    private final Captured captured = new Captured();
    private final McpStatelessSyncServer server;

    /** Serves these features. */
    public LegacyEra(McpJsonMapper json, ServerIdentity identity, Features<C> features) {
        this.features = features;
        StatelessSyncSpecification specification = McpServer.sync(captured)
                .jsonMapper(json)
                .serverInfo(Implementation.builder(identity.name(), identity.version())
                        .title(identity.title())
                        .build())
                .instructions(identity.instructions())
                .capabilities(capabilities())
                // the tools check their arguments themselves, in sentences
                .validateToolInputs(false)
                // the transport gives each call its thread
                .immediateExecution(true)
                .tools(features.tools().descriptions().stream()
                        .map(this::specification)
                        .toList());
        offer(specification);
        this.server = specification.build();
    }

    private ServerCapabilities capabilities() {
        ServerCapabilities.Builder capabilities = ServerCapabilities.builder().tools(false);
        if (!features.resources().isEmpty()) {
            capabilities.resources(false, false);
        }
        if (!features.prompts().isEmpty()) {
            capabilities.prompts(false);
        }
        return capabilities.build();
    }

    private void offer(StatelessSyncSpecification specification) {
        for (McpResource<C> resource : features.resources()) {
            if (resource.isTemplate()) {
                specification.resourceTemplates(new SyncResourceTemplateSpecification(
                        McpSchema.ResourceTemplate.builder(resource.uri(), resource.name())
                                .title(resource.title())
                                .description(resource.description())
                                .mimeType(resource.mimeType())
                                .build(),
                        (context, request) -> read(context, request.uri())));
            } else {
                specification.resources(new SyncResourceSpecification(
                        McpSchema.Resource.builder(resource.uri(), resource.name())
                                .title(resource.title())
                                .description(resource.description())
                                .mimeType(resource.mimeType())
                                .build(),
                        (context, request) -> read(context, request.uri())));
            }
        }
        for (McpPrompt prompt : features.prompts()) {
            specification.prompts(new SyncPromptSpecification(
                    McpSchema.Prompt.builder(prompt.name())
                            .title(prompt.title())
                            .description(prompt.description())
                            .arguments(List.of())
                            .build(),
                    (context, request) -> GetPromptResult.builder(
                                    List.of(new PromptMessage(Role.USER, new TextContent(prompt.text()))))
                            .description(prompt.description())
                            .build()));
        }
    }

    private ReadResourceResult read(McpTransportContext context, String uri) {
        McpResource<C> resource = features.resource(uri).orElseThrow(() -> notFound("there is no resource under it"));
        try {
            String text = resource.read(uri, call(context).context());
            return ReadResourceResult.builder(List.of(new TextResourceContents(uri, resource.mimeType(), text)))
                    .build();
        } catch (ToolProblem e) {
            throw notFound(String.valueOf(e.getMessage()));
        }
    }

    private static McpError notFound(String why) {
        return McpError.builder(ErrorCodes.RESOURCE_NOT_FOUND).message(why).build();
    }

    /** Whether requests of this method are answered. */
    public boolean has(String method) {
        return features.has(method);
    }

    @SuppressWarnings("unchecked") // put there by answer()
    private Call<C> call(McpTransportContext context) {
        if (context.get(Call.KEY) instanceof Call<?> call) {
            return (Call<C>) call;
        }
        throw new IllegalStateException("a request came past this era");
    }

    private SyncToolSpecification specification(Tool tool) {
        return SyncToolSpecification.builder()
                .tool(tool)
                .callHandler((context, request) ->
                        result(features.tools().call(request.name(), request.arguments(), call(context))))
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
    public static String agreed(Map<String, Object> params) {
        return params.get("protocolVersion") instanceof String asked && REVISIONS.contains(asked)
                ? asked
                : REVISIONS.getLast();
    }

    /** Answers one request whose method and parameters are known to be right: a response. Blocks until it is done. */
    public Map<String, Object> answer(JsonRpcMessage.Request request, Call<C> call) {
        McpTransportContext context = McpTransportContext.create(Map.of(Call.KEY, call));
        JSONRPCResponse response = captured.handler()
                .handleRequest(context, new McpSchema.JSONRPCRequest(request.method(), ANY_ID, request.params()))
                .block();
        if (response == null) {
            throw new IllegalStateException("a request was not answered: " + request.method());
        }
        JSONRPCResponse.JSONRPCError error = response.error();
        if (error == null) {
            return JsonRpcMessage.result(request.id(), response.result());
        }
        if (error.code() != ErrorCodes.RESOURCE_NOT_FOUND) {
            // all else that a client can do wrong was looked at before
            throw new IllegalStateException("the SDK answered " + error);
        }
        return JsonRpcMessage.error(request.id(), error.code(), error.message());
    }

    /** Ends what the SDK keeps. */
    public void close() {
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
