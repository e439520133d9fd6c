/**
 * The viewer's tools for programs that speak the Model Context Protocol over standard input and output (specification §7.1).
 *
 * <p>{@link io.exogenesis.omega.viewer.mcp.ViewerMcpServer} is the door: it serves until its input ends and then closes the
 * agent. A tool is one class with its schemas beside its work ({@code …Tool}); {@code StdioTransport} carries lines; {@code
 * Dispatcher} decides which era of the protocol answers. What the Core's server shares is in {@code omega-mcp}.
 */
@NullMarked
package io.exogenesis.omega.viewer.mcp;

import org.jspecify.annotations.NullMarked;
