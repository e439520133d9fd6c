package io.exogenesis.omega.viewer.mcp;

import io.modelcontextprotocol.json.McpJsonMapper;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpSchema.ErrorCodes;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCResponse;
import java.lang.System.Logger.Level;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import reactor.core.Exceptions;

/**
 * Decides which revision of the protocol answers a request. One that names its revision in {@code _meta} is answered by that
 * alone; {@code initialize} agrees on one for all others. Thread-safe.
 */
final class Dispatcher implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Dispatcher.class.getName());

    private final ToolCalls calls;
    private final LegacyEra legacy;
    private final ModernEra modern;
    /** Agreed on by {@code initialize}; null before. */
    private volatile @Nullable String revision;

    Dispatcher(McpJsonMapper json, ToolCalls calls) {
        this.calls = calls;
        ServerIdentity identity = ServerIdentity.ofThisProgram();
        legacy = new LegacyEra(json, identity, calls);
        modern = new ModernEra(json, identity, calls);
    }

    /** Whether the revision agreed on has JSON-RPC batches. */
    boolean takesBatches() {
        return LegacyEra.BATCHES.equals(revision);
    }

    /** Whether the request is answered without a handshake. */
    static boolean isModern(JsonRpcMessage.Request request) {
        return !McpSchema.METHOD_INITIALIZE.equals(request.method())
                && (ModernEra.DISCOVER.equals(request.method()) || ModernEra.speaks(request));
    }

    /**
     * Answers a request: its notifications, then exactly one response. Blocks until it is done; an interrupt cancels it. What goes
     * wrong inside is answered without a word of the inside.
     */
    void answer(JsonRpcMessage.Request request, Progress progress, Consumer<Object> out) {
        try {
            if (isModern(request)) {
                answerModern(request, progress, out);
            } else {
                out.accept(answerLegacy(request, progress));
            }
        } catch (RuntimeException e) {
            boolean cancelled = Exceptions.unwrap(e) instanceof InterruptedException;
            LOG.log(cancelled ? Level.DEBUG : Level.ERROR, "a request failed: " + request.method(), e);
            out.accept(JsonRpcMessage.error(
                    request.id(),
                    ErrorCodes.INTERNAL_ERROR,
                    "the request failed; the server's log on standard error has the details"));
        }
    }

    private void answerModern(JsonRpcMessage.Request request, Progress progress, Consumer<Object> out) {
        Optional<String> problem = ModernEra.served(request) ? problem(request) : Optional.empty();
        if (problem.isPresent()) {
            out.accept(JsonRpcMessage.error(request.id(), ErrorCodes.INVALID_PARAMS, problem.get()));
        } else {
            modern.answer(request, progress, out);
        }
    }

    private Object answerLegacy(JsonRpcMessage.Request request, Progress progress) {
        boolean first = McpSchema.METHOD_INITIALIZE.equals(request.method());
        if (!LegacyEra.has(request.method())) {
            return JsonRpcMessage.error(
                    request.id(),
                    ErrorCodes.METHOD_NOT_FOUND,
                    "there is no method " + UntrustedText.echo(request.method()));
        }
        if (!first && !McpSchema.METHOD_PING.equals(request.method()) && revision == null) {
            return JsonRpcMessage.error(
                    request.id(),
                    ErrorCodes.INVALID_PARAMS,
                    "params._meta names no protocol revision; a client of 2025-11-25 or older sends initialize and then"
                            + " notifications/initialized before it asks");
        }
        Optional<String> problem = problem(request);
        if (problem.isPresent()) {
            return JsonRpcMessage.error(request.id(), ErrorCodes.INVALID_PARAMS, problem.get());
        }
        if (first && revision != null) {
            return JsonRpcMessage.error(
                    request.id(), ErrorCodes.INVALID_REQUEST, "the session is initialized already, for " + revision);
        }
        JSONRPCResponse response = legacy.answer(request, progress);
        if (response.error() != null) {
            // all that a client can do wrong was looked at above
            throw new IllegalStateException("the SDK answered " + response.error());
        }
        if (first) {
            revision = LegacyEra.agreed(request.params());
        }
        return JsonRpcMessage.result(request.id(), response.result());
    }

    /** Why the parameters are not the method's, if they are not. */
    private Optional<String> problem(JsonRpcMessage.Request request) {
        Map<String, Object> params = request.params();
        if (params.get("_meta") != null && !(params.get("_meta") instanceof Map)) {
            return Optional.of("_meta is an object");
        }
        return switch (request.method()) {
            case McpSchema.METHOD_INITIALIZE -> Optional.ofNullable(LegacyEra.problemOfInitialize(params));
            case McpSchema.METHOD_TOOLS_CALL -> calls.problem(params);
            case McpSchema.METHOD_TOOLS_LIST ->
                params.get("cursor") == null
                        ? Optional.empty()
                        : Optional.of("there is no such cursor: the list of tools is one page");
            default -> Optional.empty();
        };
    }

    /** Ends what the server keeps open. */
    @Override
    public void close() {
        modern.close();
        legacy.close();
    }
}
