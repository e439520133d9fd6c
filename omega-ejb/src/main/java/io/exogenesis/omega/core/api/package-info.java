/**
 * The Omega Core as one interface, for programs: REST, MCP and metrics call it.
 *
 * <p>Begin with {@link io.exogenesis.omega.core.api.OmegaCore}. {@link io.exogenesis.omega.core.api.CoreFacade} is its one
 * implementation; it holds no rule of its own, each method asks the beans that the other doors use. Every report names the
 * coordinator: {@code omega.coordinator.id}.
 */
@NullMarked
package io.exogenesis.omega.core.api;

import org.jspecify.annotations.NullMarked;
