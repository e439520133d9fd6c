package io.exogenesis.omega.web.mcp;

import io.exogenesis.omega.core.identity.Scope;
import io.exogenesis.omega.mcp.Call;
import io.exogenesis.omega.mcp.Features;
import io.exogenesis.omega.mcp.JsonRpcMessage;
import io.exogenesis.omega.mcp.LegacyEra;
import io.exogenesis.omega.mcp.ModernEra;
import io.exogenesis.omega.mcp.ServerIdentity;
import io.exogenesis.omega.mcp.UntrustedText;
import io.modelcontextprotocol.json.McpJsonMapper;
import io.modelcontextprotocol.modern.JsonRpc.JSONRPCResponse;
import io.modelcontextprotocol.modern.McpSchema;
import io.modelcontextprotocol.modern.McpSchema.ErrorCodes;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Decides which revision of the protocol answers a request. There are no sessions: one that speaks as 2026-07-28, in its body or
 * in its headers, is answered by that; every other one by the older revisions, whether its client sent {@code initialize}
 * before or not. Thread-safe.
 */
final class McpDispatcher implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(McpDispatcher.class.getName());

    private static final String INITIALIZE = io.modelcontextprotocol.spec.McpSchema.METHOD_INITIALIZE;

    private final Features<ToolCaller> features;
    private final LegacyEra<ToolCaller> legacy;
    private final ModernEra<ToolCaller> modern;

    McpDispatcher(McpJsonMapper json, ServerIdentity identity, Features<ToolCaller> features) {
        this.features = features;
        this.legacy = new LegacyEra<>(json, identity, features);
        this.modern = ModernEra.withoutSubscriptions(json, identity, features);
    }

    /** What a token must allow for this request; empty if every one that holds will do. */
    Optional<Scope> needs(JsonRpcMessage.Request request) {
        return switch (request.method()) {
            case McpSchema.METHOD_TOOLS_CALL ->
                request.params().get("name") instanceof String name
                        ? features.tools()
                                .tool(name)
                                .filter(CoreTool.class::isInstance)
                                .map(tool -> ((CoreTool) tool).needs(arguments(request)))
                        : Optional.empty();
            case McpSchema.METHOD_RESOURCES_READ -> Optional.of(Scope.READ);
            default -> Optional.empty();
        };
    }

    @SuppressWarnings("unchecked") // JSON's names are strings
    private static Map<String, Object> arguments(JsonRpcMessage.Request request) {
        return request.params().get("arguments") instanceof Map<?, ?> given ? (Map<String, Object>) given : Map.of();
    }

    /** Answers a request. Blocks until it is done. What goes wrong inside is answered without a word of the inside. */
    McpAnswer answer(JsonRpcMessage.Request request, MirroredHeaders headers, Call<ToolCaller> call) {
        try {
            return isModern(request, headers)
                    ? answerModern(request, headers, call)
                    : answerLegacy(request, headers, call);
        } catch (RuntimeException e) {
            LOG.log(Level.SEVERE, "An MCP request failed: " + request.method(), e);
            return McpAnswer.of(
                    500,
                    JsonRpcMessage.error(
                            request.id(), ErrorCodes.INTERNAL_ERROR, "the request failed; the Core's log says why"));
        }
    }

    private static boolean isModern(JsonRpcMessage.Request request, MirroredHeaders headers) {
        return ModernEra.DISCOVER.equals(request.method()) || ModernEra.speaks(request) || headers.areModern();
    }

    private McpAnswer answerModern(JsonRpcMessage.Request request, MirroredHeaders headers, Call<ToolCaller> call) {
        Optional<String> differs = headers.problem(request);
        if (differs.isPresent() && ModernEra.revision(request) != null) {
            return refused(request, ErrorCodes.HEADER_MISMATCH, differs.get());
        }
        if (ModernEra.LISTEN.equals(request.method())) {
            return refused(
                    request,
                    ErrorCodes.METHOD_NOT_FOUND,
                    "there are no subscriptions here: what this server offers does not change; GET /api/omega/events"
                            + " has the Core's events");
        }
        Optional<String> problem = ModernEra.served(request) && !INITIALIZE.equals(request.method())
                ? features.problem(request.method(), request.params())
                : Optional.empty();
        if (problem.isPresent()) {
            return refused(request, ErrorCodes.INVALID_PARAMS, problem.get());
        }
        AtomicReference<Object> response = new AtomicReference<>();
        modern.answer(request, call, response::set);
        Object message = Objects.requireNonNull(response.get(), "a request was not answered");
        return McpAnswer.of(
                message instanceof JSONRPCResponse r && r.error() != null
                        ? status(r.error().code())
                        : 200,
                message);
    }

    private McpAnswer answerLegacy(JsonRpcMessage.Request request, MirroredHeaders headers, Call<ToolCaller> call) {
        Optional<String> unknown = headers.version().filter(version -> !LegacyEra.REVISIONS.contains(version));
        if (unknown.isPresent()) {
            return refused(
                    request,
                    ErrorCodes.UNSUPPORTED_PROTOCOL_VERSION,
                    "the protocol revision " + UntrustedText.echo(unknown.get()) + " is not spoken here; "
                            + String.join(", ", LegacyEra.REVISIONS) + ", " + ModernEra.REVISION + " are");
        }
        if (!legacy.has(request.method())) {
            return error(
                    request, ErrorCodes.METHOD_NOT_FOUND, "there is no method " + UntrustedText.echo(request.method()));
        }
        Optional<String> problem = features.problem(request.method(), request.params());
        return problem.isPresent()
                ? error(request, ErrorCodes.INVALID_PARAMS, problem.get())
                : McpAnswer.of(200, legacy.answer(request, call));
    }

    /** The older revisions have errors of JSON-RPC in a response that HTTP calls good. */
    private static McpAnswer error(JsonRpcMessage.Request request, int code, String why) {
        return McpAnswer.of(200, JsonRpcMessage.error(request.id(), code, why));
    }

    private static McpAnswer refused(JsonRpcMessage.Request request, int code, String why) {
        return McpAnswer.of(status(code), JsonRpcMessage.error(request.id(), code, why));
    }

    /** Of an error in 2026-07-28, or of a body that is no message. */
    static int status(int code) {
        return switch (code) {
            case ErrorCodes.METHOD_NOT_FOUND -> 404;
            case ErrorCodes.INTERNAL_ERROR -> 500;
            default -> 400;
        };
    }

    /** Whether a client whose headers say this may send batches: 2025-03-26 has them, and no header to say so. */
    static boolean takesBatches(MirroredHeaders headers) {
        return !headers.areModern()
                && headers.version().map(LegacyEra.BATCHES::equals).orElse(true);
    }

    /** Whether a message of a batch may stand in one. */
    static boolean comesAlone(JsonRpcMessage.Request request) {
        return List.of(INITIALIZE, ModernEra.DISCOVER).contains(request.method()) || ModernEra.speaks(request);
    }

    @Override
    public void close() {
        modern.close();
        legacy.close();
    }
}
