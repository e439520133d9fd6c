package io.exogenesis.omega.mcp;

import io.modelcontextprotocol.spec.McpSchema.ErrorCodes;
import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A JSON value read as a JSON-RPC 2.0 message, with the narrower rules of MCP: named parameters, and an id that is not null. */
public sealed interface JsonRpcMessage {
    /**
     * A request.
     *
     * @param id a text or a whole number
     * @param params empty if there are none
     */
    record Request(Object id, String method, Map<String, Object> params) implements JsonRpcMessage {
        /** The members of {@code _meta}; empty if there is none. */
        @SuppressWarnings("unchecked") // JSON's names are strings
        public Map<String, Object> meta() {
            return params.get("_meta") instanceof Map<?, ?> meta ? (Map<String, Object>) meta : Map.of();
        }
    }

    /** A notification; one whose parameters are no object has none. */
    record Notification(String method, Map<String, Object> params) implements JsonRpcMessage {}

    /** An answer to a request of the server, which sends none. */
    record Response() implements JsonRpcMessage {}

    /** No message: the error to answer with. */
    record Malformed(@Nullable Object id, int code, String why) implements JsonRpcMessage {
        /** The response that says so. */
        public Map<String, @Nullable Object> answer() {
            return error(id, code, why);
        }
    }

    /** Reads one JSON value; an array is no message. */
    static JsonRpcMessage of(@Nullable Object value) {
        if (!(value instanceof Map<?, ?> members)) {
            return invalid(null, "a message is a JSON object");
        }
        Object id = isId(members.get("id")) ? members.get("id") : null;
        if (!"2.0".equals(members.get("jsonrpc"))) {
            return invalid(id, "a message is JSON-RPC 2.0: it has a member jsonrpc with the value \"2.0\"");
        }
        if (!(members.get("method") instanceof String method)) {
            boolean response = !members.containsKey("method")
                    && (members.containsKey("result") || members.containsKey("error"))
                    && members.containsKey("id");
            return response ? new Response() : invalid(id, "method is a text");
        }
        if (!members.containsKey("id")) {
            return new Notification(method, params(members.get("params")));
        }
        if (id == null) {
            return invalid(null, "id is a text or a whole number");
        }
        Object params = members.get("params");
        if (params != null && !(params instanceof Map)) {
            return new Malformed(id, ErrorCodes.INVALID_PARAMS, "params is an object");
        }
        return new Request(id, method, params(params));
    }

    @SuppressWarnings("unchecked") // JSON's names are strings
    private static Map<String, Object> params(@Nullable Object params) {
        return params instanceof Map<?, ?> map ? (Map<String, Object>) map : Map.of();
    }

    /** Whether MCP takes the value as the id of a request, or as the token of its progress. */
    static boolean isId(@Nullable Object value) {
        return value instanceof String
                || value instanceof Integer
                || value instanceof Long
                || value instanceof BigInteger;
    }

    private static Malformed invalid(@Nullable Object id, String why) {
        return new Malformed(id, ErrorCodes.INVALID_REQUEST, why);
    }

    /** An error response. JSON-RPC 2.0 §5: the id is null where none could be read. */
    static Map<String, @Nullable Object> error(@Nullable Object id, int code, String message) {
        Map<String, @Nullable Object> answer = new LinkedHashMap<>();
        answer.put("jsonrpc", "2.0");
        answer.put("id", id);
        answer.put("error", Map.of("code", code, "message", message));
        return answer;
    }

    /** A response. */
    static Map<String, Object> result(Object id, Object result) {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("jsonrpc", "2.0");
        answer.put("id", id);
        answer.put("result", result);
        return answer;
    }

    /** A notification of the server. */
    static Map<String, Object> notification(String method, Map<String, Object> params) {
        Map<String, Object> message = new LinkedHashMap<>();
        message.put("jsonrpc", "2.0");
        message.put("method", method);
        message.put("params", params);
        return message;
    }
}
