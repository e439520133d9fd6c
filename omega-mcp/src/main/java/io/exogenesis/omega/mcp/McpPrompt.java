package io.exogenesis.omega.mcp;

/**
 * A text that a person chooses to begin a conversation with. It takes no arguments.
 *
 * @param text what the model is told, as the person's words
 */
public record McpPrompt(String name, String title, String description, String text) {}
