/**
 * The viewer's agent: a private memory of what its owner watches, that learns on the device and recommends there.
 *
 * <p>Here are the interfaces and values that an app sees. Start at {@link io.exogenesis.omega.viewer.ViewerAgent}: open one
 * with {@code ViewerAgents.open} and a {@link io.exogenesis.omega.viewer.ViewerAgentConfig}, track what happens, ask for
 * recommendations, sync. Many agents of one JVM share a {@code ViewerRuntime} (embedder, catalogue, item model, QUIC dialer).
 * Nothing leaves the device without a consent; {@link io.exogenesis.omega.viewer.ViewerAgent#whatWouldLeave()} shows the
 * exact messages before.
 *
 * <p>Beside it: {@code viewer.memory} (the memory of an agent as an app sees it), {@code viewer.runtime} (the entry) and
 * {@code viewer.internal}, which may change with any version. The packages here depend on no third party but JSpecify.
 */
@NullMarked
package io.exogenesis.omega.viewer;

import org.jspecify.annotations.NullMarked;
