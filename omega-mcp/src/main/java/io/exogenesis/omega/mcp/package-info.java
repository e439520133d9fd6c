/**
 * What the viewer's and the Core's MCP servers share: one list of tools, resources and prompts ({@link
 * io.exogenesis.omega.mcp.Features}), served in both eras of the protocol.
 *
 * <p>A tool is one class with its schemas beside its work ({@link io.exogenesis.omega.mcp.McpTool}). {@link
 * io.exogenesis.omega.mcp.Arguments} reads what a caller passed and says in one sentence what is wrong. {@link
 * io.exogenesis.omega.mcp.UntrustedText} marks text from outside as data. {@link io.exogenesis.omega.mcp.LegacyEra} and {@link
 * io.exogenesis.omega.mcp.ModernEra} are thin adapters over the MCP Java SDK, whose two APIs have different schema classes.
 * How messages come and go (lines, HTTP) and who may call what is the servers' own.
 */
@NullMarked
package io.exogenesis.omega.mcp;

import org.jspecify.annotations.NullMarked;
