package io.exogenesis.omega.mcp;

import java.util.Map;

/**
 * What a tool found.
 *
 * @param structured fits the tool's output schema
 * @param text the same for reading; what came from outside is quoted in it
 */
public record Answer(Map<String, Object> structured, String text) {}
