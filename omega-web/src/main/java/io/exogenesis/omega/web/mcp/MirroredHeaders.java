package io.exogenesis.omega.web.mcp;

import io.exogenesis.omega.mcp.JsonRpcMessage;
import io.exogenesis.omega.mcp.LegacyEra;
import io.exogenesis.omega.mcp.ModernEra;
import io.modelcontextprotocol.modern.server.transport.McpHeaderDecoder;
import io.modelcontextprotocol.spec.McpSchema;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The headers in which a request of 2026-07-28 repeats what its body says, so that what stands between can route it: {@code
 * MCP-Protocol-Version}, {@code Mcp-Method}, {@code Mcp-Name}. A server must refuse a request whose two halves differ.
 *
 * @param values all values of a header, by its name
 */
record MirroredHeaders(Function<String, List<String>> values) {
    static final String VERSION = "MCP-Protocol-Version";
    static final String METHOD = "Mcp-Method";
    static final String NAME = "Mcp-Name";

    /** Whose parameter the name is. */
    private static final Map<String, String> NAMED = Map.of(
            McpSchema.METHOD_TOOLS_CALL, "name",
            McpSchema.METHOD_PROMPT_GET, "name",
            McpSchema.METHOD_RESOURCES_READ, "uri");

    /** The containers here leave white space around a value that the standard takes away (RFC 9110 §5.5). */
    static MirroredHeaders of(HttpServletRequest request) {
        return new MirroredHeaders(name -> Collections.list(request.getHeaders(name)).stream()
                .map(String::strip)
                .toList());
    }

    /** The revision that the headers name, if they name one. */
    Optional<String> version() {
        return values.apply(VERSION).stream().findFirst();
    }

    /**
     * Whether the client speaks as one of 2026-07-28, whatever its body says. One that names an older revision does not, even if
     * it sends the newer headers: a client may send them to servers of both eras.
     */
    boolean areModern() {
        List<String> versions = values.apply(VERSION);
        if (!versions.isEmpty() && LegacyEra.REVISIONS.containsAll(versions)) {
            return false;
        }
        return versions.contains(ModernEra.REVISION)
                || !values.apply(METHOD).isEmpty()
                || !values.apply(NAME).isEmpty();
    }

    /** How headers and body differ, if they do. */
    Optional<String> problem(JsonRpcMessage.Request request) {
        String name = NAMED.get(request.method());
        return differs(VERSION, ModernEra.revision(request), false)
                .or(() -> differs(METHOD, request.method(), false))
                .or(() -> name == null
                        ? Optional.empty()
                        : differs(NAME, request.params().get(name), true));
    }

    private Optional<String> differs(String header, @Nullable Object body, boolean encoded) {
        List<String> given = values.apply(header);
        if (given.size() != 1) {
            return Optional.of(
                    given.isEmpty() ? "the header " + header + " is missing" : "the header " + header + " comes once");
        }
        String value = encoded ? McpHeaderDecoder.decodeValue(given.getFirst()) : given.getFirst();
        return value != null && value.equals(body)
                ? Optional.empty()
                : Optional.of("the header " + header + " says something else than the body");
    }
}
