package io.exogenesis.omega.web.mcp;

import java.util.Optional;

/**
 * How a POST is answered.
 *
 * @param status of HTTP
 * @param message the response of JSON-RPC; empty for a notification, which has none
 */
record McpAnswer(int status, Optional<Object> message) {
    static final McpAnswer TAKEN = new McpAnswer(202, Optional.empty());

    static McpAnswer of(int status, Object message) {
        return new McpAnswer(status, Optional.of(message));
    }
}
