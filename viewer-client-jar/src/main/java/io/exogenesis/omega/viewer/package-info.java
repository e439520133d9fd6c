/**
 * The viewer's agent: a private memory of what its owner watches, that learns on the device and recommends there.
 *
 * <p>Start at {@link io.exogenesis.omega.viewer.ViewerAgent}: {@code open} with a {@link
 * io.exogenesis.omega.viewer.ViewerAgentConfig}, track what happens, ask for recommendations, sync. Many agents of one JVM
 * share {@link io.exogenesis.omega.viewer.internal.agent.SharedModels} (embedder, catalogue, item model, QUIC dialer). Nothing leaves the
 * device without a consent; {@link io.exogenesis.omega.viewer.ViewerAgent#whatWouldLeave()} shows the exact messages before.
 *
 * <p>Behind it: {@code track} (events, engagement), {@code memory} (journal, patterns, episodes), {@code learn} (taste
 * patterns and sample), {@code sync} (outbox and protocol), {@code recommend} (ranking and reasons), {@code cli}, {@code mcp}
 * (tools for programs). Third parties: picocli (only {@code cli}), the MCP Java SDK (only {@code mcp}, optional), SmallRye Config
 * (only {@link io.exogenesis.omega.viewer.cli.ViewerSettings}), Gson (the registration and {@code cli}), protobuf through
 * omega-protocol.
 */
@NullMarked
package io.exogenesis.omega.viewer;

import org.jspecify.annotations.NullMarked;
