/**
 * The viewer's tools for programs that speak the Model Context Protocol over standard input and output (specification §7.1).
 *
 * <p>{@link io.exogenesis.omega.viewer.mcp.ViewerMcpServer} is the door: it serves until its input ends and then closes the
 * agent. A tool is one class with its schemas beside its work ({@code …Tool}); {@code Arguments} reads what a caller passed and
 * says in one sentence what is wrong; {@code Outside} marks text that came from elsewhere as data; {@code StdioTransport} carries
 * lines. Third parties: the MCP Java SDK (with Reactor), here only; optional for who merely embeds the agent.
 */
@NullMarked
package io.exogenesis.omega.viewer.mcp;

import org.jspecify.annotations.NullMarked;
