/**
 * The Core's tools over the Model Context Protocol at {@code /mcp} (specification §7.2): streamable HTTP without sessions, in the
 * revisions from 2024-11-05 to 2026-07-28.
 *
 * <p>{@code McpServlet} is the door: names it may be asked for by ({@code HostRule}), token and scopes ({@code McpAccess}), body
 * ({@code MessageReader}). {@code McpDispatcher} decides which era answers; {@code CallRunner} has a tool called and keeps the
 * connection alive meanwhile. A tool is one class with its schemas beside its work ({@code …Tool}). What the viewer's server
 * shares is in {@code omega-mcp}.
 */
@NullMarked
package io.exogenesis.omega.web.mcp;

import org.jspecify.annotations.NullMarked;
