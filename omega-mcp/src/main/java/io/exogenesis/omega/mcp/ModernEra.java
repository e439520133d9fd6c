package io.exogenesis.omega.mcp;

import io.modelcontextprotocol.common.McpTransportContext;
import io.modelcontextprotocol.json.McpJsonMapper;
import io.modelcontextprotocol.json.schema.JsonSchemaValidator;
import io.modelcontextprotocol.modern.JsonRpc.JSONRPCRequest;
import io.modelcontextprotocol.modern.McpSchema;
import io.modelcontextprotocol.modern.McpSchema.CacheScope;
import io.modelcontextprotocol.modern.McpSchema.Implementation;
import io.modelcontextprotocol.modern.McpSchema.MetaKeys;
import io.modelcontextprotocol.modern.server.McpHeaders;
import io.modelcontextprotocol.modern.server.McpRequestContext;
import io.modelcontextprotocol.modern.server.McpServer;
import io.modelcontextprotocol.modern.server.McpTransportResponse;
import io.modelcontextprotocol.modern.server.RequestStateCodec;
import io.modelcontextprotocol.modern.server.feature.McpChangeFeed;
import io.modelcontextprotocol.modern.server.feature.PromptsFeature;
import io.modelcontextprotocol.modern.server.feature.ResourcesFeature;
import io.modelcontextprotocol.modern.server.feature.ToolsFeature;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The revisions without a handshake, 2026-07-28: each request names its revision in {@code _meta} and stands for itself.
 *
 * @param <C> of the tools
 */
public final class ModernEra<C> {
    /** The method that tells what a server can. */
    public static final String DISCOVER = McpSchema.METHOD_SERVER_DISCOVER;

    /** The method that opens a subscription. */
    public static final String LISTEN = McpSchema.METHOD_SUBSCRIPTIONS_LISTEN;

    /** The revision. */
    public static final String REVISION = McpSchema.LATEST_PROTOCOL_VERSION;

    /** What is offered changes with a new version of the program only; a host may ask for it once in an hour. */
    static final Duration FRESH = Duration.ofHours(1);

    /** The tools check what they take themselves, in sentences; what they give is held against its schema by their tests. */
    private static final JsonSchemaValidator UNCHECKED =
            (schema, value) -> JsonSchemaValidator.ValidationResponse.asValid("");

    private final McpServer server;

    /** Serves these features. A subscription to their changes is kept and stays silent: while the program runs, none changes. */
    public static <C> ModernEra<C> withSubscriptions(
            McpJsonMapper json, ServerIdentity identity, Features<C> features) {
        McpServer.Builder builder = builder(json, identity, features);
        return new ModernEra<>(builder.subscriptions(new McpChangeFeed()).build());
    }

    /** Serves these features. There is nothing to subscribe to. */
    public static <C> ModernEra<C> withoutSubscriptions(
            McpJsonMapper json, ServerIdentity identity, Features<C> features) {
        return new ModernEra<>(builder(json, identity, features).build());
    }

    private ModernEra(McpServer server) {
        this.server = server;
    }

    private static <C> McpServer.Builder builder(McpJsonMapper json, ServerIdentity identity, Features<C> features) {
        McpServer.Builder builder = McpServer.builder()
                .jsonMapper(json)
                .serverInfo(Implementation.builder(identity.name(), identity.version())
                        .title(identity.title())
                        .build())
                .instructions(identity.instructions())
                .discoverCache(FRESH.toMillis(), CacheScope.PUBLIC)
                .feature(ToolsFeature.ofSync(
                        new ModernTools<>(json, features.tools()),
                        json,
                        UNCHECKED,
                        FRESH.toMillis(),
                        CacheScope.PUBLIC))
                .requestStateCodec(new NoState());
        if (!features.resources().isEmpty()) {
            builder.feature(ResourcesFeature.ofSync(
                    new ModernResources<>(features), json, FRESH.toMillis(), CacheScope.PUBLIC));
        }
        if (!features.prompts().isEmpty()) {
            builder.feature(
                    PromptsFeature.ofSync(new ModernPrompts<>(features), json, FRESH.toMillis(), CacheScope.PUBLIC));
        }
        return builder;
    }

    /** Whether the request speaks for itself, or tries to: it has one of the members that such a request needs. */
    public static boolean speaks(JsonRpcMessage.Request request) {
        Map<String, Object> meta = request.meta();
        return meta.containsKey(MetaKeys.PROTOCOL_VERSION)
                || meta.containsKey(MetaKeys.CLIENT_CAPABILITIES)
                || meta.containsKey(MetaKeys.CLIENT_INFO);
    }

    /** The revision that the request names. */
    public static @Nullable Object revision(JsonRpcMessage.Request request) {
        return request.meta().get(MetaKeys.PROTOCOL_VERSION);
    }

    /** Whether the request is complete as far as the revision goes, so that its parameters can be looked at. */
    public static boolean served(JsonRpcMessage.Request request) {
        return REVISION.equals(revision(request)) && request.meta().get(MetaKeys.CLIENT_CAPABILITIES) instanceof Map;
    }

    /** Answers one request: notifications that belong to it, then the response. Blocks; an interrupt ends it. */
    public void answer(JsonRpcMessage.Request request, Call<C> call, Consumer<Object> out) {
        McpTransportContext context = McpTransportContext.create(
                Map.of(McpHeaders.TRANSPORT_CONTEXT_KEY, McpHeaders.NOT_MIRRORED, Call.KEY, call));
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
    public void close() {
        server.closeGracefully();
    }

    /** What the request carries, in the handlers of the SDK. */
    @SuppressWarnings("unchecked") // put there by answer()
    static <C> Call<C> call(McpRequestContext context) {
        if (context.transportContext().get(Call.KEY) instanceof Call<?> call) {
            return (Call<C>) call;
        }
        throw new IllegalStateException("a request came past this era");
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
}
